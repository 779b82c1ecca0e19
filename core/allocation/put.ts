import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import { allocate } from './allocate.ts'
import { type FreeMoney, type Put, putInOrder } from './put-in-order.ts'

/** To what money goes: in the company's order, exactly as said, or to nothing yet. Minor units of the money's currency. */
export type PutTo =
	| { by: 'order' }
	| { by: 'hand'; to: readonly { invoiceId: string; amountMinor: bigint }[] }
	| { by: 'none' }

/**
 * Puts free money of a payment to invoices and answers what each got, and how many later ones were put anew for it. The payment must be locked. Refuses `not_found` for
 * an invoice of somebody else or in another currency, `receipt.over_invoice`, `receipt.over_money`, `payment.not_positive`.
 */
export async function putTo(scope: Scope, money: FreeMoney, how: PutTo): Promise<{ put: Put[]; again: number }> {
	if (how.by === 'order') return await putInOrder(scope, money)
	const parts = how.by === 'none' ? [] : await byHand(scope, money, how.to)
	const { paymentId, customerId, currency } = money
	await allocate(
		scope,
		parts.map(({ number: _, ...part }) => ({ ...part, paymentId, customerId, currency })),
	)
	return { put: parts, again: 0 }
}

type Locked = { id: string; number: string; contractId: string | null; openMinor: bigint }

async function byHand(
	{ sql }: Scope,
	{ customerId, currency, leftMinor }: FreeMoney,
	to: readonly { invoiceId: string; amountMinor: bigint }[],
): Promise<Put[]> {
	const wanted = new Map<string, bigint>()
	for (const { invoiceId, amountMinor } of to) {
		if (amountMinor <= 0n) refuse('payment.not_positive', {})
		wanted.set(invoiceId, (wanted.get(invoiceId) ?? 0n) + amountMinor)
	}
	const rows = await sql<Locked[]>`
		select id, number, contract_id as "contractId", total_minor - settled_minor as "openMinor" from invoice
		where id = any(${[...wanted.keys()]}::uuid[]) and customer_id = ${customerId} and currency = ${currency}
			and kind = 'invoice' and state in ('issued', 'uncollectible')
		order by id for update`
	if (rows.length < wanted.size) refuse('not_found', { noun: 'invoice' })
	const parts = rows.map(({ id, number, contractId, openMinor }) => {
		const amountMinor = wanted.get(id) ?? 0n
		if (amountMinor > openMinor) refuse('receipt.over_invoice', { number, openMinor, currency })
		return { invoiceId: id, number, contractId, amountMinor }
	})
	const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0n)
	if (sum > leftMinor) refuse('receipt.over_money', { leftMinor, currency })
	return parts
}
