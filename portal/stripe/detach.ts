import Stripe from 'stripe'
import { expectOk, look } from '#core/act.ts'
import { findRemoved } from '#core/payment/remove-card.ts'
import { answered } from './answer.ts'
import { processor, type Till } from './till.ts'

/**
 * Lets Stripe forget a card that was removed here. One that Stripe does not have, or has forgotten already, is done
 * with: asking again is no harm. Throws when Stripe cannot be reached.
 */
export async function detachCard(till: Till, paymentMethodId: string): Promise<void> {
	const { processorMethodId } = expectOk(await look(till.books, processor, findRemoved, { id: paymentMethodId }))
	try {
		await answered(till.stripe.paymentMethods.detach(processorMethodId), 'payment_method')
	} catch (error) {
		if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
		till.log.info({ card: paymentMethodId, code: error.code }, 'Stripe keeps this card no longer')
	}
}
