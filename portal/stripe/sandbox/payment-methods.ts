import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { ADDRESS, addressAfter } from './address.ts'
import { type Card, cardByNumber, cardByToken, type Decline } from './cards.ts'
import { Declined, Fault, impossible, missing } from './errors.ts'
import { changed, emit } from './events.ts'
import { EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import { emptyable, hash, integer, mergedMetadata, metadata, oneOf, required, text } from './parameters.ts'
import { freshId, idOf } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

export const BILLING_DETAILS = hash({
	address: emptyable(ADDRESS),
	email: emptyable(text(512)),
	name: emptyable(text()),
	phone: emptyable(text()),
	tax_id: text(),
})
const ALLOW_REDISPLAY = oneOf('always', 'limited', 'unspecified')

/** Card details by token; whole numbers are refused, as on every account that has not asked for them. */
const CARD = hash({
	token: text(),
	number: text(),
	exp_month: integer(),
	exp_year: integer(),
	cvc: text(),
})

/** `payment_method_data` of the intents. */
export const PAYMENT_METHOD_DATA = hash({
	type: required(oneOf('card')),
	card: CARD,
	billing_details: BILLING_DETAILS,
	allow_redisplay: ALLOW_REDISPLAY,
	metadata: metadata(),
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

function billingAfter(
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

async function needCustomer(turn: Turn, customer: string): Promise<void> {
	const found = await turn.store.need('customer', customer, 'customer')
	if (found.deleted) throw missing('customer', customer, 'customer', 400)
}

async function detach(turn: Turn, id: string): Promise<Stripe.PaymentMethod> {
	const { body } = await turn.store.needHeld('payment_method', id)
	const customer = idOf(body.customer)
	if (customer === null) {
		throw impossible('The payment method you provided is not attached to a customer so detachment is impossible.')
	}
	const detached = await turn.store.keep('payment_method', { ...body, customer: null }, { used: true })
	const owner = (await turn.store.hold('customer', customer))?.body
	if (owner !== undefined && !owner.deleted && idOf(owner.invoice_settings.default_payment_method) === id) {
		const after = { ...owner, invoice_settings: { ...owner.invoice_settings, default_payment_method: null } }
		await turn.store.keep('customer', after)
		await emit(turn, 'customer.updated', after, changed(owner, after))
	}
	await emit(turn, 'payment_method.detached', detached, { customer })
	return detached
}

const OTHER_TYPES =
	'acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie bizum blik boleto cashapp crypto custom customer_balance eps fpx giropay grabpay ideal interac_present kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay radar_options revolut_pay samsung_pay satispay scalapay sepa_debit sequra sofort sunbit swish twint upi us_bank_account wechat_pay zip'.split(
		' ',
	)

export const paymentMethodEndpoints: Endpoint[] = [
	endpoint(
		'POST',
		'/v1/payment_methods',
		'PaymentMethodCreateParams',
		{
			...EXPAND,
			type: required(oneOf('card')),
			card: CARD,
			billing_details: BILLING_DETAILS,
			allow_redisplay: ALLOW_REDISPLAY,
			metadata: metadata(),
		},
		(turn, _id, params) => createFromData(turn, params, ''),
		[...OTHER_TYPES, 'customer', 'payment_method'],
	),
	endpoint(
		'GET',
		'/v1/payment_methods',
		'PaymentMethodListParams',
		{ ...PAGE, allow_redisplay: ALLOW_REDISPLAY, customer: text(), type: oneOf('card') },
		async (turn, _id, { customer, type, allow_redisplay, ...page }) => {
			if (customer !== undefined) await needCustomer(turn, customer)
			const { sql } = turn.store
			return listPage(
				turn,
				'payment_method',
				'/v1/payment_methods',
				page,
				sql`${fieldsEqual(turn, { customer, type, allow_redisplay })}
					${customer === undefined ? sql`and body ->> 'customer' is not null` : sql``}`,
			)
		},
		['customer_account'],
	),
	endpoint('GET', '/v1/payment_methods/:id', 'PaymentMethodRetrieveParams', EXPAND, (turn, id) =>
		turn.store.need('payment_method', id),
	),
	endpoint(
		'POST',
		'/v1/payment_methods/:id',
		'PaymentMethodUpdateParams',
		{
			...EXPAND,
			allow_redisplay: ALLOW_REDISPLAY,
			billing_details: BILLING_DETAILS,
			card: hash({ exp_month: integer(1, 12), exp_year: integer(2000, 2099) }),
			metadata: emptyable(metadata()),
		},
		async (turn, id, params) => {
			const { body } = await turn.store.needHeld('payment_method', id)
			if (idOf(body.customer) === null) {
				throw impossible('You must save this PaymentMethod to a customer before you can update it.')
			}
			const after: Stripe.PaymentMethod = {
				...body,
				allow_redisplay: params.allow_redisplay ?? body.allow_redisplay ?? 'unspecified',
				billing_details: billingAfter(body.billing_details, params.billing_details),
				metadata: mergedMetadata(body.metadata, params.metadata),
				...(body.card === undefined
					? {}
					: {
							card: {
								...body.card,
								exp_month: params.card?.exp_month ?? body.card.exp_month,
								exp_year: params.card?.exp_year ?? body.card.exp_year,
							},
						}),
			}
			await turn.store.keep('payment_method', after)
			await emit(turn, 'payment_method.updated', after, changed(body, after))
			return after
		},
		['us_bank_account'],
	),
	endpoint(
		'POST',
		'/v1/payment_methods/:id/attach',
		'PaymentMethodAttachParams',
		{ ...EXPAND, customer: text() },
		async (turn, id, { customer }) => {
			if (customer === undefined) {
				throw impossible('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' })
			}
			await needCustomer(turn, customer)
			return attachTo(turn, await resolvePaymentMethod(turn, id, 'payment_method'), customer)
		},
		['customer_account'],
	),
	endpoint('POST', '/v1/payment_methods/:id/detach', 'PaymentMethodDetachParams', EXPAND, (turn, id) =>
		detach(turn, id),
	),
]
