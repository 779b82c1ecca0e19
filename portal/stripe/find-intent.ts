import type Stripe from 'stripe'
import type { Payment } from '#core/payment/payment.ts'
import { listed } from './answer.ts'
import { ensurePayer } from './payer.ts'
import type { Till } from './till.ts'

/** The intent that a charge has made, found by our id in its metadata. */
export async function findIntentOf(till: Till, payment: Payment): Promise<Stripe.PaymentIntent | undefined> {
	const payer = await ensurePayer(till, payment.customerId)
	const made = await listed(
		till.stripe.paymentIntents.list({
			customer: payer.processorCustomerId,
			limit: 100,
			expand: ['data.latest_charge'],
		}),
	)
	return made.find((intent) => intent.metadata.payment_id === payment.id)
}
