import type Stripe from 'stripe'
import { type Card, type Decline, EXPIRED, FAILED_AUTHENTICATION, NEEDS_AUTHENTICATION } from './cards.ts'
import { addCharge } from './charges.ts'
import { Declined, type ErrorBody } from './errors.ts'
import { emit, later } from './events.ts'
import { cardOf, declineBody } from './payment-method.ts'
import { freshId, idOf } from './store.ts'
import type { Turn } from './turn.ts'

/** How a payment is attempted. */
export type How = {
	/** The customer is not there and cannot be asked for anything. */
	offSession: boolean
	/** Refuse the payment rather than ask the customer. */
	errorOnAction: boolean
	returnUrl: string | null
	/** Leave the challenge to Stripe.js instead of redirecting. */
	useSdk: boolean
	/** The customer has just passed the challenge. */
	authenticated: boolean
}

/** Whether this card, in this situation, wants the customer to authenticate. */
export function wantsChallenge(card: Card, setUp: boolean, offSession: boolean, requested: boolean): boolean {
	if (card.authentication === 'always') return true
	if (card.authentication === 'unless set up') return !(offSession && setUp)
	if (card.authentication === 'on session only') return !offSession
	return requested && card.authentication === 'when requested' && !offSession && card.number === '4000000000003055'
}

function isExpired(paymentMethod: Stripe.PaymentMethod, now: number): boolean {
	const shown = paymentMethod.card
	if (shown === undefined) return false
	const today = Temporal.Instant.fromEpochMilliseconds(now * 1000).toZonedDateTimeISO('UTC')
	return shown.exp_year * 12 + shown.exp_month < today.year * 12 + today.month
}

/** The error as an intent keeps it: the same, with the links left to the answer. */
export function lastError(body: ErrorBody): Stripe.PaymentIntent.LastPaymentError {
	const { payment_intent: _intent, setup_intent: _setup, ...rest } = body
	return {
		...rest,
		...(body.code === undefined
			? {}
			: { doc_url: `https://docs.stripe.com/error-codes/${body.code.replaceAll('_', '-')}` }),
	} as Stripe.PaymentIntent.LastPaymentError
}

/** The attempt failed: the intent forgets the card, remembers why, and waits for another. */
async function fail(
	turn: Turn,
	intent: Stripe.PaymentIntent,
	paymentMethod: Stripe.PaymentMethod,
	card: Card,
	decline: Decline,
	how: How,
	charged: boolean,
): Promise<Declined> {
	const charge = charged
		? await addCharge(turn, {
				intent,
				paymentMethod,
				card,
				decline,
				authenticated: how.authenticated,
				captured: false,
				publicUrl: turn.publicUrl,
			})
		: null
	const body: ErrorBody = {
		...declineBody(decline, paymentMethod),
		...(charge === null ? {} : { charge: charge.id }),
	}
	const failed = await turn.store.keep(
		'payment_intent',
		{
			...intent,
			status: 'requires_payment_method',
			payment_method: null,
			next_action: null,
			last_payment_error: lastError(body),
			latest_charge: charge?.id ?? idOf(intent.latest_charge),
		},
		{ challenge: null },
	)
	await turn.store.keep('payment_method', paymentMethod, { used: idOf(paymentMethod.customer) === null })
	await emit(turn, 'payment_intent.payment_failed', failed)
	if (charge !== null) await emit(turn, 'charge.failed', charge)
	return new Declined({ ...body, payment_intent: failed })
}

async function challenge(
	turn: Turn,
	intent: Stripe.PaymentIntent,
	paymentMethod: Stripe.PaymentMethod,
	how: How,
): Promise<Stripe.PaymentIntent> {
	const token = freshId('3ds', 32)
	const url = `${turn.publicUrl}/sandbox/challenge/${token}`
	const waiting = await turn.store.keep(
		'payment_intent',
		{
			...intent,
			status: 'requires_action',
			payment_method: paymentMethod.id,
			last_payment_error: null,
			next_action:
				how.useSdk || how.returnUrl === null
					? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
					: { type: 'redirect_to_url', redirect_to_url: { return_url: how.returnUrl, url } },
		},
		{ challenge: token, return_url: how.returnUrl },
	)
	await emit(turn, 'payment_intent.requires_action', waiting)
	return waiting
}

/** Keeps the card with the customer when the payment was to set it up for later ones. */
async function saveCard(
	turn: Turn,
	intent: Stripe.PaymentIntent,
	paymentMethod: Stripe.PaymentMethod,
): Promise<Stripe.PaymentMethod> {
	const customer = idOf(intent.customer)
	const saves = intent.setup_future_usage !== null && customer !== null
	if (!saves || idOf(paymentMethod.customer) !== null) {
		const used = idOf(paymentMethod.customer) === null
		return turn.store.keep('payment_method', paymentMethod, saves ? { set_up: true } : { used })
	}
	const attached = await turn.store.keep('payment_method', { ...paymentMethod, customer }, { set_up: true })
	await emit(turn, 'payment_method.attached', attached)
	return attached
}

async function succeed(
	turn: Turn,
	intent: Stripe.PaymentIntent,
	paymentMethod: Stripe.PaymentMethod,
	card: Card,
	how: How,
): Promise<Stripe.PaymentIntent> {
	const captured = intent.capture_method !== 'manual'
	const saved = await saveCard(turn, intent, paymentMethod)
	const charge = await addCharge(turn, {
		intent,
		paymentMethod: saved,
		card,
		decline: null,
		authenticated: how.authenticated,
		captured,
		publicUrl: turn.publicUrl,
	})
	const paid = await turn.store.keep(
		'payment_intent',
		{
			...intent,
			status: captured ? 'succeeded' : 'requires_capture',
			amount_received: captured ? intent.amount : 0,
			amount_capturable: captured ? 0 : intent.amount,
			payment_method: saved.id,
			latest_charge: charge.id,
			last_payment_error: null,
			next_action: null,
		},
		{ challenge: null },
	)
	await emit(turn, 'charge.succeeded', charge)
	await emit(turn, captured ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated', paid)
	if (captured) await afterCapture(turn, charge, card)
	return paid
}

/** What follows a captured charge by itself: it settles, and on some cards it is disputed. */
export async function afterCapture(turn: Turn, charge: Stripe.Charge, card: Card): Promise<void> {
	await later(turn, 'settle', charge.id, 1)
	if (card.dispute !== undefined) await later(turn, 'dispute', charge.id, 5)
}

/**
 * Charges a card for an intent: paid, waiting for the customer, or declined, with the events in Stripe's order.
 * The caller holds the intent's row.
 */
export async function attempt(
	turn: Turn,
	intent: Stripe.PaymentIntent,
	paymentMethod: Stripe.PaymentMethod,
	how: How,
): Promise<Stripe.PaymentIntent | Declined> {
	const { card, setUp } = await cardOf(turn, paymentMethod.id)
	if (isExpired(paymentMethod, turn.now)) return fail(turn, intent, paymentMethod, card, EXPIRED, how, true)
	const requested = ['any', 'challenge'].includes(
		intent.payment_method_options?.card?.request_three_d_secure ?? 'automatic',
	)
	if (!how.authenticated && wantsChallenge(card, setUp, how.offSession, requested)) {
		if (how.offSession) return fail(turn, intent, paymentMethod, card, NEEDS_AUTHENTICATION, how, true)
		if (how.errorOnAction) return fail(turn, intent, paymentMethod, card, NEEDS_AUTHENTICATION, how, false)
		return challenge(turn, intent, paymentMethod, how)
	}
	if (card.decline !== undefined) return fail(turn, intent, paymentMethod, card, card.decline, how, true)
	return succeed(turn, intent, paymentMethod, card, how)
}

/** The customer did not pass the challenge: nothing was charged. */
export async function refuseChallenge(
	turn: Turn,
	intent: Stripe.PaymentIntent,
	paymentMethod: Stripe.PaymentMethod,
): Promise<Declined> {
	const { card } = await cardOf(turn, paymentMethod.id)
	const how = { offSession: false, errorOnAction: false, returnUrl: null, useSdk: false, authenticated: false }
	return fail(turn, intent, paymentMethod, card, FAILED_AUTHENTICATION, how, false)
}
