import { look } from '#core/act.ts'
import { findPayment, type PaymentWithInvoices } from '#core/payment/find.ts'
import { isOpen } from '#core/payment/payment.ts'
import { loggableError } from '../loggable-error.ts'
import { answered } from './answer.ts'
import { readIntent, settleIntent, settleSession } from './settle.ts'
import { processor, type Till } from './till.ts'

/**
 * Asks Stripe how a payment stands when its message has not come yet, and answers the payment as it is then; undefined
 * when there is none. For the outcome page, which has asked `findPayment` for its own reader before. What Stripe does
 * not answer changes nothing.
 */
export async function refreshPayment(till: Till, paymentId: string): Promise<PaymentWithInvoices | undefined> {
	const before = await look(till.books, processor, findPayment, { id: paymentId })
	if (!before.ok) return undefined
	const payment = before.value
	if (!isOpen(payment)) return payment
	try {
		if (payment.sessionId)
			await settleSession(
				till,
				await answered(till.stripe.checkout.sessions.retrieve(payment.sessionId), 'checkout.session'),
			)
		else if (payment.intentId) await settleIntent(till, await readIntent(till, payment.intentId))
	} catch (error) {
		till.log.warn({ error: loggableError(error), payment: paymentId }, 'Stripe could not be asked how a payment stands')
	}
	const after = await look(till.books, processor, findPayment, { id: paymentId })
	return after.ok ? after.value : undefined
}
