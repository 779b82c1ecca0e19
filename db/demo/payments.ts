import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { failPayment } from '#core/payment/fail.ts'
import { startPayment } from '#core/payment/start.ts'
import { startCharge } from '#core/payment/start-charge.ts'
import type { Chance } from './chance.ts'
import { byCard, type Habit } from './contracts.ts'
import type { Cast } from './history.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** Which invoices will be paid on which day (ISO date). */
export type Paying = { byDay: Map<string, Plan[]>; count: number }
type Plan = { invoiceId: string; customerId: string; how: 'customer' | 'charge' | 'decline' }

/** Decides for the invoices issued on a day when and how each will be paid. */
export async function planPayments(
	books: Books,
	cast: Cast,
	chance: Chance,
	paying: Paying,
	day: Temporal.PlainDate,
	today: Temporal.PlainDate,
): Promise<void> {
	const invoices = await books.sql<{ id: string; customerId: string; contractId: string }[]>`
		select id, customer_id as "customerId", contract_id as "contractId" from invoice
		where issued_on = ${day} and kind = 'invoice' and state = 'issued' and settled_minor < total_minor order by number`
	const age = day.until(today, { largestUnit: 'day' }).days
	for (const invoice of invoices) {
		const habit = cast.contracts.find((contract) => contract.id === invoice.contractId)?.habit ?? 'prompt'
		// Its charge is made by the worker once the product runs: then its holder can really confirm it.
		if (habit === 'asking' && age < 31) continue
		const wait = daysUntilPaid(habit, chance, age)
		if (wait === null) continue
		const declined = habit === 'declining' && age < firmnessDays
		const how = declined ? 'decline' : byCard.includes(habit) ? 'charge' : 'customer'
		const on = day.add({ days: wait }).toString()
		paying.byDay.set(on, [
			...(paying.byDay.get(on) ?? []),
			{ invoiceId: invoice.id, customerId: invoice.customerId, how },
		])
	}
}

/** What is older has been settled by every firm that goes on selling. */
const firmnessDays = 100

function daysUntilPaid(habit: Habit, chance: Chance, age: number): number | null {
	const old = age > firmnessDays
	switch (habit) {
		case 'card':
		case 'declining':
		case 'asking':
		case 'expiring':
			return 0
		case 'prompt':
			return old || chance.of(97) ? 3 + chance.number(11) : null
		case 'slow':
			return old || chance.of(90) ? 15 + chance.number(40) : null
		case 'never':
			return old || chance.of(40) ? 20 + chance.number(60) : null
	}
}

/** Pays what was planned for days up to this one; one customer's invoices of the day are paid together. */
export async function payWhatIsPlanned(
	books: Books,
	cast: Cast,
	paying: Paying,
	day: Temporal.PlainDate,
): Promise<void> {
	for (const [on, plans] of [...paying.byDay]) {
		if (on > day.toString()) continue
		paying.byDay.delete(on)
		const together = new Map<string, Plan[]>()
		for (const plan of plans) {
			const key = plan.how === 'customer' ? plan.customerId : plan.invoiceId
			together.set(key, [...(together.get(key) ?? []), plan])
		}
		const first = paying.count
		paying.count += together.size
		await Promise.all([...together.values()].map((group, index) => pay(books, cast, group, first + index)))
	}
}

async function pay(books: Books, cast: Cast, plans: Plan[], count: number): Promise<void> {
	const [plan] = plans
	if (!plan) return
	const intentId = `pi_demo${String(count).padStart(8, '0')}`
	if (plan.how !== 'customer') return await charge(books, plan, intentId)
	const open = await books.sql<{ id: string; amountMinor: bigint }[]>`
		select id, total_minor - settled_minor as "amountMinor" from invoice
		where id = any(${plans.map((one) => one.invoiceId)}::uuid[]) and state = 'issued' and settled_minor < total_minor`
	if (open.length === 0) return
	const shownTotalMinor = open.reduce((sum, invoice) => sum + invoice.amountMinor, 0n)
	const contactId = cast.customers.find((customer) => customer.id === plan.customerId)?.contactId ?? null
	const started = await act(books, actor, startPayment, {
		invoices: [...open],
		shownTotalMinor,
		key: `demo-${count}`,
		contactId,
	})
	if (!started.ok) return
	const { id, amountMinor, currency } = started.value
	const card = { brand: count % 3 === 0 ? 'mastercard' : 'visa', last4: count % 3 === 0 ? '4444' : '4242' }
	expectOk(
		await act(books, actor, confirmPayment, { paymentId: id, intentId, receivedMinor: amountMinor, currency, card }),
	)
}

async function charge(books: Books, plan: Plan, intentId: string): Promise<void> {
	const started = expectOk(await act(books, actor, startCharge, { invoiceId: plan.invoiceId, number: 1 }))
	if (started.kind !== 'charge') return
	const { id, amountMinor, currency } = started.payment
	if (plan.how === 'decline') {
		const reason = 'insufficient_funds' as const
		expectOk(await act(books, actor, failPayment, { paymentId: id, intentId, reason, tryId: intentId, final: true }))
	} else
		expectOk(await act(books, actor, confirmPayment, { paymentId: id, intentId, receivedMinor: amountMinor, currency }))
}
