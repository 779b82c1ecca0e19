import type { Scope } from '../act.ts'
import { type Proposed, propose } from '../approval/ask.ts'
import { dayInput } from '../day-input.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockReceipt } from './lock-receipt.ts'

export type ReturnOverpayment = {
	paymentId: string
	/** Minor units of the payment's currency. */
	amountMinor: bigint
	/** ISO: the day on which it was sent. */
	returnedOn: string
	reference: string
	reason: string
	/** What the person saw that settles nothing, minor units: the same press twice is one. */
	freeMinor: bigint
}

/**
 * Records that money which settles nothing was sent back to the payer, or asks for it where a workflow applies. Refuses
 * `not_found`, `payment.not_succeeded`, `payment.not_positive`, `receipt.by_card` (the processor sends that back),
 * `receipt.changed`, `receipt.over_money`, `receipt.return_day`, and what `propose` refuses.
 */
export async function returnOverpayment(scope: Scope, input: ReturnOverpayment): Promise<Proposed<'refund'>> {
	permit(scope, 'payment.refund')
	const { paymentId, amountMinor, returnedOn, reference, reason } = input
	if (amountMinor <= 0n) refuse('payment.not_positive', {})
	const { source, freeMinor, freeSince, currency } = await lockReceipt(scope, paymentId)
	if (source !== 'recorded') refuse('receipt.by_card', {})
	if (freeMinor !== input.freeMinor) refuse('receipt.changed', {})
	if (amountMinor > freeMinor) refuse('receipt.over_money', { leftMinor: freeMinor, currency })
	const today = scope.today.toString()
	if (!dayInput.safeParse(returnedOn).success || returnedOn < freeSince || returnedOn > today)
		refuse('receipt.return_day', { earliestOn: freeSince, latestOn: today })
	return await propose<'refund'>(scope, {
		kind: 'refund',
		input: { paymentId, amountMinor: String(amountMinor), reason, returnedOn, reference },
	})
}
