import type { Scope } from '../act.ts'
import { putTo } from '../allocation/put.ts'
import type { Put } from '../allocation/put-in-order.ts'
import { takeBack } from '../allocation/take-back.ts'
import { followMoney } from '../dunning/service-state.ts'
import { followPromises } from '../follow-up/follow-promises.ts'
import { overtakeSettlements } from '../machine-request/overtake-settlements.ts'
import { permit } from '../permit.ts'
import { creditAtOnce, lockPenaltyInvoiced } from '../receivable/credit-at-once.ts'
import { refuse } from '../refusal.ts'
import { lockReceipt } from './lock-receipt.ts'

export type MoveAllocation = {
	paymentId: string
	fromInvoiceId: string
	/** Null: it settles nothing for now, and stays the customer's. */
	toInvoiceId: string | null
	/** Minor units of the payment's currency. */
	amountMinor: bigint
	/** What the person saw that the money settles there, minor units: the same press twice is one. */
	seenMinor: bigint
}

/**
 * Puts a part of what a payment settles of one invoice to another one, or frees it. It never was there: penalty interest,
 * statement and ageing are as if it had been put right at once. Refuses `not_found`, `payment.not_succeeded`,
 * `payment.not_positive`, `receipt.changed`, `receipt.over_money`, and what `putTo` refuses.
 */
export async function moveAllocation(scope: Scope, input: MoveAllocation): Promise<{ moved: Put[] }> {
	permit(scope, 'allocation.write')
	const { paymentId, fromInvoiceId: invoiceId, toInvoiceId, amountMinor } = input
	if (amountMinor <= 0n) refuse('payment.not_positive', {})
	if (toInvoiceId === invoiceId) refuse('input.invalid', { field: 'toInvoiceId', problem: 'invalid' })
	const { customerId, currency } = await lockReceipt(scope, paymentId)
	const bearing = await lockPenaltyInvoiced(scope, [customerId])
	// Whatever it settles is held at once, in the order in which every verb holds it.
	await scope.sql`
		select from invoice
		where id = ${toInvoiceId}::uuid or id in (select settled.invoice_id from allocation as settled where payment_id = ${paymentId})
		order by id for update`
	const [standing] = await scope.sql<{ minor: bigint }[]>`
		select coalesce(sum(amount_minor), 0)::bigint as minor from allocation
		where payment_id = ${paymentId} and invoice_id = ${invoiceId}`
	const settledMinor = standing?.minor ?? 0n
	if (settledMinor !== input.seenMinor) refuse('receipt.changed', {})
	if (amountMinor > settledMinor) refuse('receipt.over_money', { leftMinor: settledMinor, currency })
	await scope.sql`update payment set in_order = false where id = ${paymentId} and in_order`
	await takeBack(scope, { paymentId, amountMinor, invoiceId, never: true })
	const to = toInvoiceId ? [{ invoiceId: toInvoiceId, amountMinor }] : []
	const money = { paymentId, customerId, currency, leftMinor: amountMinor }
	const { put: moved } = await putTo(scope, money, { by: 'hand', to })
	await creditAtOnce(scope, bearing)
	await followMoney(scope, [invoiceId])
	await followPromises(scope, [customerId], 'went')
	await overtakeSettlements(scope, [customerId])
	return { moved }
}
