import Stripe from 'stripe'
import { act, expectOk, look } from '#core/act.ts'
import { endUnsentRefund } from '#core/payment/end-unsent-refund.ts'
import { findPayment } from '#core/payment/find.ts'
import { findRefund } from '#core/payment/find-refund.ts'
import { type RefundState, recordRefund } from '#core/payment/record-refund.ts'
import { loggableError } from '../loggable-error.ts'
import { fromStripe, toStripe } from './amount.ts'
import { answered, listed } from './answer.ts'
import { idOf } from './id.ts'
import { isLate, once } from './once.ts'
import { findOurs, readIntent, settleIntent } from './settle.ts'
import { processor, type Till } from './till.ts'

/** Asks Stripe to give money back. Asked again, it is the same refund. Throws when Stripe cannot be reached. */
export async function sendRefund(till: Till, refundId: string): Promise<void> {
	const refund = expectOk(await look(till.books, processor, findRefund, { id: refundId }))
	if (refund.state !== 'started' || refund.processorRefundId) return
	const payment = expectOk(await look(till.books, processor, findPayment, { id: refund.paymentId }))
	const intent = payment.intentId
	if (!intent) throw new Error(`Payment ${payment.id} was taken without an intent`)
	try {
		const made = await once(
			`refund:${refund.id}`,
			(idempotencyKey) =>
				answered(
					till.stripe.refunds.create(
						{
							payment_intent: intent,
							amount: toStripe(refund.amountMinor, payment.currency),
							reason: 'requested_by_customer',
							metadata: { refund_id: refund.id, payment_id: payment.id },
						},
						{ idempotencyKey },
					),
					'refund',
				),
			async () => {
				const made = await listed(till.stripe.refunds.list({ payment_intent: intent, limit: 100 }))
				return made.find((one) => one.metadata?.refund_id === refund.id)
			},
			isLate(refund.id),
		)
		await settleRefund(till, made)
	} catch (error) {
		if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
		till.log.error({ error: loggableError(error), refund: refund.id }, 'Stripe refuses the refund')
		expectOk(await act(till.books, processor, endUnsentRefund, { refundId: refund.id }))
	}
}

const states: Record<string, RefundState> = {
	pending: 'started',
	requires_action: 'started',
	succeeded: 'succeeded',
	failed: 'failed',
	canceled: 'canceled',
}

/** Records what Stripe says of a refund, ours or one made at Stripe itself. One of a foreign payment is none of ours. */
export async function settleRefund(till: Till, refund: Stripe.Refund): Promise<void> {
	const intentId = idOf(refund.payment_intent)
	if (!intentId) return
	const payment = await settledPayment(till, intentId)
	if (!payment) return
	expectOk(
		await act(till.books, processor, recordRefund, {
			refundId: refund.metadata?.refund_id,
			paymentId: payment.id,
			processorRefundId: refund.id,
			amountMinor: fromStripe(refund.amount, refund.currency),
			state: states[refund.status ?? ''] ?? 'started',
			reason: refund.reason ?? '',
		}),
	)
}

/** The payment of an intent, settled first when word of its success has not come yet. */
export async function settledPayment(till: Till, intentId: string) {
	const known = await findOurs(till, { intentId, paymentId: undefined })
	return known?.state === 'succeeded' ? known : await settleIntent(till, await readIntent(till, intentId))
}
