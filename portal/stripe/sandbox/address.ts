import type Stripe from 'stripe'
import { hash, text } from './parameters.ts'

export const ADDRESS = hash({
	city: text(),
	country: text(),
	line1: text(),
	line2: text(),
	postal_code: text(),
	state: text(),
})

export type AddressAsked = { [field in keyof Stripe.Address]: string | undefined }
type AddressParams = Partial<AddressAsked>

/** A whole address as parameters would give it. */
export function addressAsked(address: Stripe.Address): AddressAsked {
	const field = (name: keyof Stripe.Address) => address[name] ?? undefined
	return {
		city: field('city'),
		country: field('country'),
		line1: field('line1'),
		line2: field('line2'),
		postal_code: field('postal_code'),
		state: field('state'),
	}
}

/** An address after a change: fields not sent keep their value, `null` clears it. */
export function addressAfter(
	present: Stripe.Address | null,
	change: AddressParams | null | undefined,
): Stripe.Address | null {
	if (change === null) return null
	if (change === undefined) return present
	const field = (name: keyof Stripe.Address) => change[name] ?? present?.[name] ?? null
	return {
		city: field('city'),
		country: field('country'),
		line1: field('line1'),
		line2: field('line2'),
		postal_code: field('postal_code'),
		state: field('state'),
	}
}
