import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { freePenalty } from '../receivable/pay-penalty.ts'
import { refuse } from '../refusal.ts'
import { lockReceipt } from './lock-receipt.ts'

/**
 * Frees what of a payment was put to the penalty interest of a contract, as if it had never been put there. Refuses
 * `not_found`, `payment.not_succeeded`, and `receipt.changed` where it is not as `seenMinor`, in minor units.
 */
export async function takeFromPenalty(
	scope: Scope,
	input: { paymentId: string; contractId: string; seenMinor: bigint },
): Promise<{ paymentId: string }> {
	permit(scope, 'allocation.write')
	const { paymentId, contractId, seenMinor } = input
	await lockReceipt(scope, paymentId)
	const [standing] = await scope.sql<{ minor: bigint }[]>`
		select coalesce(sum(amount_minor), 0)::bigint as minor from penalty_payment
		where payment_id = ${paymentId} and contract_id = ${contractId}`
	if (seenMinor <= 0n || standing?.minor !== seenMinor) refuse('receipt.changed', {})
	await freePenalty(scope, { paymentId, contractId, amountMinor: seenMinor, never: true })
	return { paymentId }
}
