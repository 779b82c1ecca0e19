import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockReceipt } from './lock-receipt.ts'
import { takeBackRecorded } from './take-back-recorded.ts'

/**
 * Takes a receipt back that was recorded by mistake: everything is as if it had never come, and it stays to be seen with
 * the reason. Refuses `not_found`, `input.invalid` without a reason, `payment.not_succeeded`, `receipt.by_card`, and
 * `receipt.returned` where money of it went back to the payer.
 */
export async function takeBackReceipt(
	scope: Scope,
	input: { paymentId: string; reason: string },
): Promise<{ paymentId: string }> {
	permit(scope, 'payment.record')
	const { paymentId } = input
	const reason = input.reason.trim()
	if (reason === '') refuse('input.invalid', { field: 'reason', problem: 'too_small' })
	const payment = await lockReceipt(scope, paymentId)
	if (payment.source !== 'recorded') refuse('receipt.by_card', {})
	const goneMinor = payment.returnedMinor + payment.goingMinor
	if (goneMinor > 0n) refuse('receipt.returned', { returnedMinor: goneMinor, currency: payment.currency })
	await takeBackRecorded(scope, [paymentId], reason)
	return { paymentId }
}
