import Stripe from 'stripe'
import { type Actor, act, expectOk, look, type Outcome } from '#core/act.ts'
import { findConfirmable } from '#core/payment/confirm-charge.ts'
import { findPayment } from '#core/payment/find.ts'
import { loggableError } from '../loggable-error.ts'
import { answered } from './answer.ts'
import { closeAttempt } from './close.ts'
import { settleIntent } from './settle.ts'
import { outcomePage, processor, type Till, unavailable } from './till.ts'

/**
 * Takes the customer to their bank to confirm a charge that was made without them: the same intent, confirmed anew with
 * its holder there. Answers where to send them: the bank's page, or the outcome page when the bank needs nothing more.
 * A charge that no longer fits what is open is closed instead, and its outcome page says so. Refuses what
 * `findConfirmable` refuses, and payment.processor_unavailable.
 */
export async function confirmCharge(till: Till, actor: Actor, paymentId: string): Promise<Outcome<{ url: string }>> {
	const found = await act(till.books, actor, findConfirmable, { paymentId })
	if (!found.ok) return found
	const back = { ok: true as const, value: { url: outcomePage(till, paymentId) } }
	try {
		if (found.value === 'gone') {
			const payment = expectOk(await look(till.books, processor, findPayment, { id: paymentId }))
			await closeAttempt(till, payment, 'superseded')
			return back
		}
		const { intentId, processorMethodId } = found.value
		const intent = await confirmAnew(till, intentId, processorMethodId, back.value.url)
		await settleIntent(till, intent)
		return { ok: true, value: { url: intent.next_action?.redirect_to_url?.url ?? back.value.url } }
	} catch (error) {
		if (error instanceof Stripe.errors.StripeCardError && error.payment_intent) {
			await settleIntent(till, error.payment_intent)
			return back
		}
		if (!(error instanceof Stripe.errors.StripeError) && (error as Error).name !== 'UnreadableAnswer') throw error
		till.log.warn({ error: loggableError(error), payment: paymentId }, 'Stripe could not be asked to confirm a charge')
		return unavailable
	}
}

/** Confirmed twice at the same moment, or after all: the intent as it is then says where to go. */
async function confirmAnew(
	till: Till,
	intentId: string,
	processorMethodId: string,
	returnUrl: string,
): Promise<Stripe.PaymentIntent> {
	const { paymentIntents } = till.stripe
	const expand = ['latest_charge']
	try {
		return await answered(
			paymentIntents.confirm(intentId, { payment_method: processorMethodId, return_url: returnUrl, expand }),
			'payment_intent',
		)
	} catch (error) {
		if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
		if (error.code !== 'payment_intent_unexpected_state') throw error
		return await answered(paymentIntents.retrieve(intentId, { expand }), 'payment_intent')
	}
}
