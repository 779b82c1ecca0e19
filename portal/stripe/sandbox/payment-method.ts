import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { ADDRESS, addressAfter } from './address.ts'
import { type Card, cardByNumber, cardByToken, type Decline } from './cards.ts'
import { Fault, impossible, missing } from './errors.ts'
import { emptyable, hash, integer, notPlayed, oneOf, text } from './parameters.ts'
import { freshId } from './store.ts'
import type { Turn } from './turn.ts'

export const BILLING_DETAILS = hash({
	address: emptyable(ADDRESS),
	email: emptyable(text(512)),
	name: emptyable(text()),
	phone: emptyable(text()),
	tax_id: text(),
})
export const ALLOW_REDISPLAY = oneOf('always', 'limited', 'unspecified')

/** Card details by token; whole numbers are refused, as on every account that has not asked for them. */
export const CARD = hash({
	token: text(),
	number: text(),
	exp_month: integer(),
	exp_year: integer(),
	cvc: text(),
	networks: notPlayed(),
})

export type BillingDetails = {
	address?: Parameters<typeof addressAfter>[1]
	email?: string | null | undefined
	name?: string | null | undefined
	phone?: string | null | undefined
	tax_id?: string | undefined
}

export type NewCard = {
	card: Card
	expMonth: number
	expYear: number
	billing?: BillingDetails | undefined
	allowRedisplay?: 'always' | 'limited' | 'unspecified' | undefined
	metadata?: Record<string, string> | undefined
}

/** Billing details after a change. */
export function billingAfter(
	present: Stripe.PaymentMethod.BillingDetails | null,
	change: BillingDetails | undefined,
): Stripe.PaymentMethod.BillingDetails {
	return {
		address:
			change?.address === undefined
				? (present?.address ?? { city: null, country: null, line1: null, line2: null, postal_code: null, state: null })
				: addressAfter(present?.address ?? null, change.address),
		email: change?.email === undefined ? (present?.email ?? null) : change.email,
		name: change?.name === undefined ? (present?.name ?? null) : change.name,
		phone: change?.phone === undefined ? (present?.phone ?? null) : change.phone,
		tax_id: change?.tax_id ?? present?.tax_id ?? null,
	}
}

/** The same number gives the same fingerprint, as cards do. */
function fingerprintOf(number: string): string {
	return createHash('sha256').update(`card sandbox ${number}`).digest('base64url').replace(/[-_]/g, '0').slice(0, 16)
}

/** A payment method as the API shows it; nothing is written. */
export function paymentMethodOf(id: string, now: number, made: NewCard): Stripe.PaymentMethod {
	const { card } = made
	return {
		id,
		object: 'payment_method',
		allow_redisplay: made.allowRedisplay ?? 'unspecified',
		billing_details: billingAfter(null, made.billing),
		card: {
			brand: card.brand,
			checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: null },
			country: card.country,
			display_brand: card.brand === 'amex' ? 'american_express' : card.brand,
			exp_month: made.expMonth,
			exp_year: made.expYear,
			fingerprint: fingerprintOf(card.number),
			funding: card.funding,
			generated_from: null,
			last4: card.number.slice(-4),
			networks: { available: [card.brand], preferred: null },
			regulated_status: 'unregulated',
			three_d_secure_usage: { supported: card.brand !== 'amex' },
			wallet: null,
		},
		created: now,
		customer: null,
		customer_account: null,
		livemode: false,
		metadata: made.metadata ?? {},
		type: 'card',
	}
}

export async function createPaymentMethod(turn: Turn, made: NewCard): Promise<Stripe.PaymentMethod> {
	return turn.store.add('payment_method', paymentMethodOf(freshId('pm'), turn.now, made), {
		number: made.card.number,
		set_up: false,
	})
}

/** Ready-made cards expire next year, in the month it is now. */
export function usualExpiry(now: number): { expMonth: number; expYear: number } {
	const today = Temporal.Instant.fromEpochMilliseconds(now * 1000).toZonedDateTimeISO('UTC')
	return { expMonth: today.month, expYear: today.year + 1 }
}

type CardParams = { token?: string | undefined; number?: string | undefined } | undefined

export async function createFromData(
	turn: Turn,
	data: {
		card: CardParams
		billing_details: BillingDetails | undefined
		allow_redisplay: NewCard['allowRedisplay']
		metadata: Record<string, string> | undefined
	},
	at: string,
): Promise<Stripe.PaymentMethod> {
	if (data.card?.number !== undefined) {
		throw new Fault(402, {
			type: 'invalid_request_error',
			message:
				'Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://stripe.com/docs/testing.',
		})
	}
	const token = data.card?.token
	if (token === undefined)
		throw impossible(`Missing required param: ${at}card.`, { code: 'parameter_missing', param: `${at}card` })
	const card = cardByToken(token)
	if (card === undefined) throw missing('token', token, `${at}card[token]`, 400)
	return createPaymentMethod(turn, {
		card,
		...usualExpiry(turn.now),
		billing: data.billing_details,
		allowRedisplay: data.allow_redisplay,
		metadata: data.metadata,
	})
}

/**
 * The payment method that a request names: one that exists (its row is held), or a ready-made one such as
 * `pm_card_visa`, of which Stripe makes a fresh copy.
 */
export async function resolvePaymentMethod(turn: Turn, id: string, param: string): Promise<Stripe.PaymentMethod> {
	const card = cardByToken(id)
	if (card !== undefined) return createPaymentMethod(turn, { card, ...usualExpiry(turn.now) })
	return (await turn.store.needHeld('payment_method', id, param)).body
}

/** The test card behind a payment method. */
export async function cardOf(turn: Turn, paymentMethod: string): Promise<{ card: Card; setUp: boolean }> {
	const kept = await turn.store.find('payment_method', paymentMethod)
	const card = cardByNumber(String(kept?.hidden.number))
	if (kept === undefined || card === undefined) throw missing('PaymentMethod', paymentMethod, 'payment_method', 400)
	return { card, setUp: kept.hidden.set_up === true }
}

export function declineBody(decline: Decline, paymentMethod: Stripe.PaymentMethod) {
	return {
		type: 'card_error' as const,
		code: decline.code,
		message: decline.message,
		...(decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }),
		...(decline.adviceCode === undefined ? {} : { advice_code: decline.adviceCode }),
		...(decline.code.startsWith('incorrect_')
			? { param: decline.code === 'incorrect_cvc' ? 'cvc' : 'number' }
			: decline.code === 'expired_card'
				? { param: 'exp_month' }
				: {}),
		payment_method: paymentMethod,
	}
}
