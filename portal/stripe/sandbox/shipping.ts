import type Stripe from 'stripe'
import { ADDRESS, addressAfter } from './address.ts'
import { hash, required, type Taken, text } from './parameters.ts'

/** Where something is sent, and by whom. */
export const SHIPMENT = hash({
	address: required(ADDRESS),
	carrier: text(),
	name: required(text()),
	phone: text(),
	tracking_number: text(),
})

type Shipment = Taken<{ shipping: typeof SHIPMENT }>['shipping']

export function shippingOf(shipping: Shipment | null | undefined): Stripe.PaymentIntent['shipping'] {
	if (shipping === undefined || shipping === null) return null
	const address = addressAfter(null, shipping.address)
	return {
		...(address === null ? {} : { address }),
		carrier: shipping.carrier ?? null,
		name: shipping.name,
		phone: shipping.phone ?? null,
		tracking_number: shipping.tracking_number ?? null,
	}
}
