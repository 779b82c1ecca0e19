import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { byCard } from './card-step.ts'
import { lockPayment } from './lock.ts'
import { type Refund, refundColumns, settleRefund } from './record-refund.ts'

/**
 * Gives money of a payment back. By card it leaves through the outbox and counts when the processor says that it has
 * gone; of money recorded by hand the word is enough.
 * Refuses not_found, payment.not_succeeded, payment.not_by_card, input.invalid, refund.exceeds.
 */
export async function refundPayment(
	scope: Scope,
	input: {
		paymentId: string
		amountMinor: bigint
		reason: string
		creditNoteId?: string
		/** Of money recorded by hand: on which day it was sent back, ISO, and what that transfer said. */
		returnedOn?: string | undefined
		reference?: string | undefined
	},
): Promise<Refund> {
	permit(scope, 'payment.refund')
	permitDecided(scope, 'refund')
	const { sql } = scope
	const payment = await lockPayment(scope, input.paymentId)
	if (payment.state !== 'succeeded') refuse('payment.not_succeeded', { state: payment.state })
	if (input.amountMinor <= 0n) refuse('payment.not_positive', {})
	// The card takes back no finer amounts than it pays.
	if (payment.source === 'card' && byCard(input.amountMinor, payment.currency) !== input.amountMinor)
		refuse('payment.not_by_card', { amountMinor: input.amountMinor, currency: payment.currency })
	const [waiting] = await sql<{ minor: bigint }[]>`
		select coalesce(sum(amount_minor), 0)::bigint as minor from refund where payment_id = ${payment.id} and state = 'started'`
	const leftMinor = payment.amountMinor - payment.returnedMinor - (waiting?.minor ?? 0n)
	if (input.amountMinor > leftMinor) refuse('refund.exceeds', { leftMinor, currency: payment.currency })
	const [refund] = await sql<Refund[]>`
		insert into refund (payment_id, amount_minor, state, reason, reference, credit_note_id, created_at)
		values (${payment.id}, ${input.amountMinor}, 'started', ${input.reason}, ${input.reference ?? ''}, ${input.creditNoteId ?? null}, ${scope.now})
		returning ${refundColumns(scope)}`
	if (!refund) throw new Error('The refund was not written')
	if (payment.source === 'recorded') return await settleRefund(scope, payment, refund, input.returnedOn)
	await queueEffect(scope, { kind: 'card_refund', key: `card-refund:${refund.id}`, payload: { refundId: refund.id } })
	return refund
}
