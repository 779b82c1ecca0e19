import { type Actor, act, type Books, expectOk, type Role } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import type { ContractInput } from '#core/contract/input.ts'
import { payByCard } from '#core/contract/pay-by-card.ts'
import { tellRenewals } from '#core/contract/tell-renewals.ts'
import { bill } from '#core/invoice/run.ts'
import { keepCard } from '#core/payment/keep-card.ts'
import type { AddProduct } from '#core/product/add.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { cancelAsSeen, changeAsSeen } from './change-as-seen.ts'
import type { DemoClock } from './clock.ts'
import type { Habit } from './contracts.ts'
import type { DemoCustomer } from './customers.ts'
import { payByInstalments } from './instalments.ts'
import type { OwnWords } from './own-fields.ts'
import { type Paying, payWhatIsPlanned, planPayments } from './payments.ts'
import { expiryOf } from './processor.ts'
import { askAndAnswer } from './ratings.ts'
import type { Templates } from './templates.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** Who there is. */
export type Cast = {
	groups: string[]
	users: { id: string; groupId: string | null; name: string; email: string; role: Role }[]
	products: Map<string, AddProduct & { id: string; planId: string | null }>
	customers: (DemoCustomer & {
		id: string
		contactId: string
		/** The card kept for charges. */
		paymentMethodId?: string
		/** What the card processor calls the customer and the card. */
		processor?: { customer: string; paymentMethod: string }
	})[]
	contracts: { id: string; customerId: string; habit: Habit; title: string }[]
	templates: Templates
	own: OwnWords
}

type Customer = Cast['customers'][number]

/** Something that happens to a contract on a day. */
export type Happening =
	| {
			on: Temporal.PlainDate
			kind: 'begin'
			customer: Customer
			habit: Habit
			contract: ContractInput
			instalments?: number
	  }
	| { on: Temporal.PlainDate; kind: 'grow' | 'shrink'; contractId: string }
	| { on: Temporal.PlainDate; kind: 'end'; contractId: string; reasonCode: string }

const reasons = ['too_expensive', 'not_using', 'missing', 'other_provider', 'closing']

/** Lives the days from the clock's to today: contracts begin and change, the run bills, customers pay. */
export async function liveThrough(
	books: Books,
	clock: DemoClock,
	cast: Cast,
	chance: Chance,
	happenings: Happening[],
	today: Temporal.PlainDate,
): Promise<void> {
	const waiting = [...happenings]
	const paying: Paying = { byDay: new Map(), count: 0 }
	const answers = chanceFrom(5)
	let askedOn = clock.today()
	for (;;) {
		const due = await nextDue(books, clock.today())
		const day = nextDay(waiting, paying, due, clock.today())
		if (!day || Temporal.PlainDate.compare(day, today) > 0) break
		clock.standOn(day)
		const now = waiting.filter((happening) => happening.on.equals(day))
		for (const happening of now) {
			waiting.splice(waiting.indexOf(happening), 1)
			waiting.push(...(await happen(books, cast, chance, happening)))
		}
		const paid = payWhatIsPlanned(books, cast, paying, day)
		// On other days the run would find nothing to do.
		const runs = now.length > 0 || (due !== null && Temporal.PlainDate.compare(due, day) <= 0)
		await Promise.all([paid, runs && bill(books, actor, day, 1)])
		if (!runs) continue
		expectOk(await act(books, actor, tellRenewals, undefined))
		await planPayments(books, cast, chance, paying, day, today)
		await payWhatIsPlanned(books, cast, paying, day)
		if (Temporal.PlainDate.compare(day, askedOn.add({ days: 10 })) < 0) continue
		askedOn = day
		await askAndAnswer(books, answers)
	}
}

/** The next day on which the run bills, renews or closes something. */
async function nextDue({ sql }: Books, from: Temporal.PlainDate): Promise<Temporal.PlainDate | null> {
	const [due] = await sql<{ on: Temporal.PlainDate | null }[]>`
		select least(
			(select min(next_due_on) from contract_billing),
			(select min(ends_on - notice_days) + 1 from contract
				where renewal = 'tacit' and state in ('active', 'paused') and ends_on - notice_days >= ${from}),
			(select min(ends_on) + 1 from contract where state in ('active', 'paused', 'ending') and ends_on >= ${from})
		) as on`
	return due?.on ?? null
}

function nextDay(
	waiting: readonly Happening[],
	paying: Paying,
	due: Temporal.PlainDate | null,
	from: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
	const days = [
		...waiting.map((happening) => happening.on),
		...[...paying.byDay.keys()].map((day) => Temporal.PlainDate.from(day)),
	]
	if (due) days.push(due)
	return days.map((day) => (Temporal.PlainDate.compare(day, from) < 0 ? from : day)).sort(Temporal.PlainDate.compare)[0]
}

async function happen(books: Books, cast: Cast, chance: Chance, happening: Happening): Promise<Happening[]> {
	if (happening.kind === 'begin') return await begin(books, cast, chance, happening)
	if (happening.kind === 'end') {
		const notice = happening.on.add({ days: 30 }).toString()
		const { contractId, reasonCode } = happening
		await act(books, actor, cancelAsSeen, { contractId, endsOn: notice, reasonCode })
		return []
	}
	const lines = await books.sql<{ id: string; quantity: string }[]>`
		select distinct on (line.id) line.id, state.quantity from contract_line as line
			join contract_line_state as state on state.contract_line_id = line.id
		where line.contract_id = ${happening.contractId} and line.interval_unit is not null
		order by line.id, state.effective_on desc, state.sequence desc`
	const step = happening.kind === 'grow' ? 1 + chance.number(4) : -1
	const changes = lines.map(({ id: lineId, quantity }) => ({
		...{ kind: 'quantity' as const, lineId },
		quantity: String(Math.max(1, Number(quantity) + step)),
	}))
	await act(books, actor, changeAsSeen, {
		contractId: happening.contractId,
		change: { kind: 'several', changes },
	})
	return []
}

async function begin(
	books: Books,
	cast: Cast,
	chance: Chance,
	{ on, customer, habit, contract, instalments }: Extract<Happening, { kind: 'begin' }>,
): Promise<Happening[]> {
	const { id } = expectOk(await act(books, actor, createContract, contract))
	if (instalments) await payByInstalments(books, id, on, instalments)
	expectOk(await act(books, actor, activateContract, { id }))
	cast.contracts.push({ id, customerId: customer.id, habit, title: contract.title ?? '' })
	if (last4Of[habit]) await keepCardOf(books, customer, id, habit)
	const later: Happening[] = []
	if (contract.type === 'subscription') {
		if (chance.of(35)) later.push({ on: on.add({ days: 60 + chance.number(200) }), kind: 'grow', contractId: id })
		if (chance.of(12)) later.push({ on: on.add({ days: 90 + chance.number(200) }), kind: 'shrink', contractId: id })
		if (chance.of(16))
			later.push({
				on: on.add({ days: 150 + chance.number(300) }),
				kind: 'end',
				contractId: id,
				reasonCode: chance.pick(reasons),
			})
	}
	return later
}

/** The cards of those whose contracts pay themselves. */
const last4Of: Partial<Record<Habit, string>> = { card: '4242', expiring: '4242', declining: '0341', asking: '3184' }

async function keepCardOf(books: Books, customer: Customer, contractId: string, habit: Habit): Promise<void> {
	const expires = expiryOf(habit, Temporal.Now.plainDateISO())
	customer.paymentMethodId ??= expectOk(
		await act(books, actor, keepCard, {
			customerId: customer.id,
			processorMethodId: customer.processor?.paymentMethod ?? `pm_demo${customer.id.replaceAll('-', '').slice(12)}`,
			brand: 'visa',
			last4: last4Of[habit] ?? '4242',
			expiryMonth: expires.month,
			expiryYear: expires.year,
		}),
	)
	expectOk(await act(books, actor, payByCard, { id: contractId, paymentMethodId: customer.paymentMethodId }))
}
