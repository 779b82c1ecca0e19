import type Stripe from 'stripe'
import type { Playing } from './playing.ts'

/** One line of what is sold, in euro cents. */
export const line = (name: string, minor: number, quantity = 1): Stripe.Checkout.SessionCreateParams.LineItem => ({
	price_data: { currency: 'eur', unit_amount: minor, product_data: { name } },
	quantity,
})

/** Opens a session for 25.99 EUR, or what differs. */
export function openSession({ stripe }: Playing, rest: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
	return stripe.checkout.sessions.create({
		mode: 'payment',
		line_items: [line('Service visit', 12_50, 2), line('Spare part', 99)],
		success_url: 'https://merchant.example/done?session={CHECKOUT_SESSION_ID}',
		cancel_url: 'https://merchant.example/invoices',
		...rest,
	})
}
