import type Stripe from 'stripe'
import { Declined, impossible } from './errors.ts'
import { emit } from './events.ts'
import { cardOf, declineBody } from './payment-method.ts'
import { idOf } from './store.ts'
import type { Turn } from './turn.ts'

/** Attaches to a customer; most declining test cards are refused here already, as Stripe checks a card it stores. */
export async function attachTo(
	turn: Turn,
	paymentMethod: Stripe.PaymentMethod,
	customer: string,
): Promise<Stripe.PaymentMethod | Declined> {
	const present = idOf(paymentMethod.customer)
	if (present === customer) return paymentMethod
	if (present !== null) {
		throw impossible('The payment method you provided has already been attached to a customer.', {
			code: 'payment_method_unexpected_state',
		})
	}
	const kept = await turn.store.find('payment_method', paymentMethod.id)
	if (kept?.hidden.used === true) {
		throw impossible(
			'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
			{ code: 'payment_method_unexpected_state' },
		)
	}
	const { card } = await cardOf(turn, paymentMethod.id)
	if (card.decline !== undefined && card.declinesWhenAttached) {
		return new Declined(declineBody(card.decline, paymentMethod))
	}
	const attached = await turn.store.keep('payment_method', {
		...paymentMethod,
		customer,
		...(paymentMethod.card === undefined
			? {}
			: {
					card: {
						...paymentMethod.card,
						checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: card.checks.cvc },
					},
				}),
	})
	await emit(turn, 'payment_method.attached', attached)
	return attached
}
