import type { Scope } from '../act.ts'
import { type PutTo, putTo } from '../allocation/put.ts'
import type { Put } from '../allocation/put-in-order.ts'
import { followPromises } from '../follow-up/follow-promises.ts'
import { overtakeSettlements } from '../machine-request/overtake-settlements.ts'
import { permit } from '../permit.ts'
import { creditAtOnce, lockPenaltyInvoiced } from '../receivable/credit-at-once.ts'
import { refuse } from '../refusal.ts'
import { lockReceipt } from './lock-receipt.ts'

export type AllocateReceipt = {
	paymentId: string
	allocate: Exclude<PutTo, { by: 'none' }>
	/** What the person saw that settles nothing, minor units: the same press twice is one. */
	freeMinor: bigint
}

/**
 * Puts what settles nothing of a payment to invoices; it counts there from the day on which the money came. Put by hand, what is
 * left of money that was kept stays kept; in the company's order, it follows that from now on. Refuses
 * `not_found`, `payment.not_succeeded`, `receipt.changed`, and what `putTo` refuses.
 */
export async function allocateReceipt(
	scope: Scope,
	{ paymentId, allocate, freeMinor }: AllocateReceipt,
): Promise<{ allocated: Put[]; unallocatedMinor: bigint }> {
	permit(scope, 'allocation.write')
	const payment = await lockReceipt(scope, paymentId)
	const { customerId, currency } = payment
	if (payment.freeMinor !== freeMinor) refuse('receipt.changed', {})
	const bearing = await lockPenaltyInvoiced(scope, [customerId])
	await scope.sql`
		update payment set in_order = source = 'recorded' and ${allocate.by === 'order'} and (in_order or allocated_minor = 0),
			held = held and ${allocate.by !== 'order'}
		where id = ${paymentId}`
	const { put: allocated, penaltyMinor } = await putTo(
		scope,
		{ paymentId, customerId, currency, leftMinor: freeMinor },
		allocate,
	)
	await creditAtOnce(scope, bearing)
	await followPromises(scope, [customerId], 'came')
	await overtakeSettlements(scope, [customerId])
	const settledMinor = allocated.reduce((sum, part) => sum + part.amountMinor, penaltyMinor)
	return { allocated, unallocatedMinor: freeMinor - settledMinor }
}
