import type { Scope } from '../act.ts'
import { lockContracts, payPenalty } from '../receivable/pay-penalty.ts'
import { refuse } from '../refusal.ts'
import { allocate } from './allocate.ts'
import { freeSince } from './day.ts'
import { type FreeMoney, type Put, putInOrder } from './put-in-order.ts'

/** To what money goes: in the company's order, exactly as said, or to nothing until a person says so. Minor units of the money's currency. */
export type PutTo =
	| { by: 'order' }
	| {
			by: 'hand'
			to: readonly { invoiceId: string; amountMinor: bigint }[]
			/** To the penalty interest of contracts. */
			penalty?: readonly { contractId: string; amountMinor: bigint }[]
	  }
	| { by: 'none' }

/** What became of it. `penaltyMinor`: what of it went to penalty interest; `again`: how many later ones were put anew for it. */
export type PutDone = { put: Put[]; penaltyMinor: bigint; again: number }

/**
 * Puts free money of a payment to invoices, and by hand, or where the company's order says so, to penalty interest too. The payment must be locked. Refuses
 * `not_found` for an invoice of somebody else or in another currency, `receipt.over_invoice`, `receipt.over_money`,
 * `payment.not_positive`, and what `payPenalty` refuses.
 */
export async function putTo(scope: Scope, money: FreeMoney, how: PutTo): Promise<PutDone> {
	if (how.by === 'order') return await putInOrder(scope, money)
	if (how.by === 'none') return { put: [], penaltyMinor: 0n, again: 0 }
	const { paymentId, customerId, currency, leftMinor } = money
	const penalty = how.penalty ?? []
	const penaltyMinor = penalty.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
	await lockContracts(
		scope,
		penalty.map(({ contractId }) => contractId),
	)
	const parts = await byHand(scope, money, how.to)
	const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, penaltyMinor)
	if (sum > leftMinor) refuse('receipt.over_money', { leftMinor, currency })
	const of = { paymentId, customerId, currency }
	await allocate(
		scope,
		parts.map(({ number: _, ...part }) => ({ ...part, ...of })),
	)
	if (penalty.length > 0) {
		const on = await freeSince(scope, paymentId)
		await payPenalty(
			scope,
			penalty.map((part) => ({ ...part, ...of, on })),
		)
	}
	return { put: parts, penaltyMinor, again: 0 }
}

type Locked = { id: string; number: string; contractId: string | null; openMinor: bigint }

async function byHand(
	{ sql }: Scope,
	{ customerId, currency }: FreeMoney,
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
	return rows.map(({ id, number, contractId, openMinor }) => {
		const amountMinor = wanted.get(id) ?? 0n
		if (amountMinor > openMinor) refuse('receipt.over_invoice', { invoiceId: id, number, openMinor, currency })
		return { invoiceId: id, number, contractId, amountMinor }
	})
}
