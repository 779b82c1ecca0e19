import type { Scope } from '../act.ts'
import { busyStates } from '../payment/payment.ts'
import { allocate } from './allocate.ts'
import type { NewAllocation } from './write.ts'

export type Want = { invoiceId: string; amountMinor: bigint }
type Open = { id: string; number: string; contractId: string | null; dueOn: Temporal.PlainDate; openMinor: bigint }
type Money = { paymentId: string; customerId: string; currency: string; leftMinor: bigint }

/**
 * Puts a payment's free money first to the invoices that were asked for, as far as they are open; what is left then,
 * to whatever the customer has open, oldest due first. Answers what is left after that: it stays unallocated and
 * visible. `on`: the day from which it counts, where that is not when it came. The payment must be locked.
 */
export async function spread(
	scope: Scope,
	money: Money,
	wanted: readonly Want[],
	on?: Temporal.PlainDate,
): Promise<bigint> {
	let { leftMinor } = money
	const putTo = new Map<string, bigint>()
	const put = (invoice: Open, mostMinor: bigint) => {
		const present = putTo.get(invoice.id) ?? 0n
		const amountMinor = least(leftMinor, mostMinor, invoice.openMinor - present)
		if (amountMinor <= 0n) return
		leftMinor -= amountMinor
		putTo.set(invoice.id, present + amountMinor)
	}
	const invoices = await lockChosen(scope, money, wanted)
	for (const invoice of invoices) put(invoice, sumOf(wanted, invoice.id))
	if (leftMinor > 0n) {
		invoices.push(...(await lockOthers(scope, money, wanted)))
		for (const invoice of invoices.sort(byDueDay)) put(invoice, leftMinor)
	}
	const { paymentId, customerId, currency } = money
	const made = invoices.flatMap(({ id, contractId }): NewAllocation[] => {
		const amountMinor = putTo.get(id)
		return amountMinor ? [{ invoiceId: id, contractId, customerId, currency, amountMinor, paymentId }] : []
	})
	await allocate(scope, made, on)
	return leftMinor
}

function byDueDay(one: Open, two: Open): number {
	return Temporal.PlainDate.compare(one.dueOn, two.dueOn) || (one.number < two.number ? -1 : 1)
}

function sumOf(wanted: readonly Want[], invoiceId: string): bigint {
	return wanted.reduce((sum, want) => (want.invoiceId === invoiceId ? sum + want.amountMinor : sum), 0n)
}

function least(first: bigint, ...others: bigint[]): bigint {
	return others.reduce((smallest, other) => (other < smallest ? other : smallest), first)
}

async function lockChosen({ sql }: Scope, money: Money, wanted: readonly Want[]): Promise<Open[]> {
	if (wanted.length === 0) return []
	const rows = await sql<Open[]>`
		select id, number, contract_id as "contractId", due_on as "dueOn", total_minor - settled_minor as "openMinor"
		from invoice
		where id = any(${wanted.map((want) => want.invoiceId)}::uuid[]) and currency = ${money.currency}
			and customer_id = ${money.customerId} and state in ('issued', 'uncollectible')
		order by id for update`
	return [...rows].sort(byDueDay)
}

// Those locked by someone else are left alone: waiting for them here could wait for ever. So are those that somebody
// is about to pay, or the money would come twice.
async function lockOthers({ sql }: Scope, money: Money, wanted: readonly Want[]): Promise<Open[]> {
	return await sql<Open[]>`
		select id, number, contract_id as "contractId", due_on as "dueOn", total_minor - settled_minor as "openMinor"
		from invoice
		where customer_id = ${money.customerId} and currency = ${money.currency} and state = 'issued' and kind = 'invoice'
			and settled_minor < total_minor and id <> all(${wanted.map((want) => want.invoiceId)}::uuid[])
			and not exists (
				select from payment_invoice join payment on payment.id = payment_id
				where invoice_id = invoice.id and payment.state = any(${busyStates})
			)
		order by due_on, number limit 200 for update skip locked`
}
