import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import { allocate } from '../allocation/allocate.ts'
import { lockLater } from '../allocation/later-money.ts'
import { putAgain } from '../allocation/put-in-order.ts'
import { takeBack } from '../allocation/take-back.ts'
import type { NewAllocation } from '../allocation/write.ts'
import { permit } from '../permit.ts'
import { creditAtOnce, lockPenaltyInvoiced } from '../receivable/credit-at-once.ts'
import { takeBackRecorded } from './take-back-recorded.ts'
import { type RecordedMoney, tellRecorded, writeRecorded } from './write-recorded.ts'

/** Money as another system knows it. */
export type NewReceipt = Omit<RecordedMoney, 'id' | 'importKey'> & {
	/** The one invoice that it pays, as far as that is open; what is left, or all, waits to be allocated. */
	invoiceId: string | null
	importKey: string
}

/**
 * Records money received, numbers its receipts and settles what it is for; money that came after it and was put there in the
 * company's order is put anew. No letter goes out, and of what a file brought nobody is told. Answers the ids in order. Set-based.
 */
export async function recordReceipts(
	scope: Scope,
	receipts: readonly NewReceipt[],
	{ imported = false }: { imported?: boolean } = {},
): Promise<string[]> {
	permit(scope, 'payment.record')
	if (receipts.length === 0) return []
	const money = receipts.map((receipt) => ({ ...receipt, id: randomUUIDv7() as string }))
	const bearing = await lockPenaltyInvoiced(
		scope,
		money.map(({ customerId }) => customerId),
	)
	await writeRecorded(scope, money)
	const earlier = await comesBefore(scope, money)
	for (const one of earlier) await makeWay(scope, one)
	const made = await settling(scope, money)
	await allocate(scope, made)
	for (const { id: paymentId, ...one } of earlier) await putAgain(scope, { ...one, paymentId, leftMinor: 0n })
	await creditAtOnce(scope, bearing)
	await tellRecorded(scope, money, new Map(made.map((one) => [one.paymentId, one])), { imported })
	return money.map(({ id }) => id)
}

type Named = NewReceipt & { id: string }

/** Those that name an invoice which money settles that came later, in the company's order; the earliest first. */
async function comesBefore({ sql }: Scope, money: readonly Named[]): Promise<Named[]> {
	const named = money.filter(({ invoiceId }) => invoiceId !== null)
	if (named.length === 0) return []
	const rows = await sql<{ id: string }[]>`
		select one.id from unnest(${named.map(({ id }) => id)}::uuid[], ${named.map(({ invoiceId }) => invoiceId)}::uuid[])
				as given (id, invoice_id) join payment as one on one.id = given.id
		where exists (
			select from payment as later join allocation on allocation.payment_id = later.id
			where later.customer_id = one.customer_id and later.in_order and allocation.invoice_id = given.invoice_id
				and (later.received_on, later.created_at, later.id) > (one.received_on, one.created_at, one.id)
			having sum(allocation.amount_minor) > 0)
		order by one.received_on, one.created_at, one.id`
	const byId = new Map(named.map((one) => [one.id, one]))
	return rows.flatMap(({ id }) => byId.get(id) ?? [])
}

/** What came later frees the invoice that it names. */
async function makeWay(scope: Scope, { id: paymentId, invoiceId, customerId, currency }: Named): Promise<void> {
	const later = await lockLater(scope, { paymentId, customerId, currency })
	for (const { paymentId: other, leftMinor, standing } of later)
		if (standing.has(invoiceId ?? '')) await takeBack(scope, { paymentId: other, amountMinor: leftMinor, never: true })
}

type Open = { id: string; contractId: string | null; openMinor: bigint }
type ReceivedAllocation = Extract<NewAllocation, { paymentId: string }>

/** Each receipt to its invoice, in their order, as far as the ones before have left it open. */
async function settling({ sql }: Scope, money: readonly Named[]): Promise<ReceivedAllocation[]> {
	const wanted = [...new Set(money.flatMap(({ invoiceId }) => invoiceId ?? []))]
	if (wanted.length === 0) return []
	const rows = await sql<Open[]>`
		select id, contract_id as "contractId", total_minor - settled_minor as "openMinor" from invoice
		where id = any(${wanted}::uuid[]) and kind = 'invoice' and state in ('issued', 'uncollectible') order by id for update`
	const open = new Map(rows.map((row) => [row.id, { ...row }]))
	return money.flatMap(({ id: paymentId, invoiceId, customerId, currency, amountMinor: minor }) => {
		const invoice = open.get(invoiceId ?? '')
		if (!invoice || invoice.openMinor <= 0n) return []
		const amountMinor = minor < invoice.openMinor ? minor : invoice.openMinor
		invoice.openMinor -= amountMinor
		return [{ invoiceId: invoice.id, contractId: invoice.contractId, customerId, currency, amountMinor, paymentId }]
	})
}

/**
 * Takes back receipts that should not have been recorded: they settle nothing any more, what they posted is reversed, and
 * their numbers stay used. The database refuses one of which money was given back.
 */
export async function undoReceipts(scope: Scope, ids: readonly string[]): Promise<void> {
	permit(scope, 'payment.record')
	await takeBackRecorded(scope, ids, '')
}
