import type Stripe from 'stripe'
import { attachTo } from './attach.ts'
import { lastError } from './attempt.ts'
import { type Decline, FAILED_SETUP } from './cards.ts'
import { Declined, type ErrorBody } from './errors.ts'
import { emit } from './events.ts'
import { cardOf, declineBody } from './payment-method.ts'
import { freshId, idOf } from './store.ts'
import type { Turn } from './turn.ts'

export type SetupHow = { authenticated: boolean; returnUrl: string | null; useSdk: boolean }

async function record(
	turn: Turn,
	intent: Stripe.SetupIntent,
	paymentMethod: Stripe.PaymentMethod,
	status: string,
	error: ErrorBody | null,
	authenticated: boolean,
): Promise<string> {
	const card = paymentMethod.card
	const attempt: Stripe.SetupAttempt = {
		id: freshId('setatt'),
		object: 'setup_attempt',
		application: null,
		created: turn.now,
		customer: idOf(intent.customer),
		customer_account: null,
		flow_directions: null,
		livemode: false,
		on_behalf_of: null,
		payment_method: paymentMethod.id,
		payment_method_details: {
			card: {
				brand: card?.brand ?? null,
				checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
				country: card?.country ?? null,
				exp_month: card?.exp_month ?? null,
				exp_year: card?.exp_year ?? null,
				fingerprint: card?.fingerprint ?? null,
				funding: card?.funding ?? null,
				last4: card?.last4 ?? null,
				network: card?.brand ?? null,
				three_d_secure: authenticated
					? {
							authentication_flow: 'challenge',
							electronic_commerce_indicator: '05',
							result: 'authenticated',
							result_reason: null,
							transaction_id: null,
							version: '2.2.0',
						}
					: null,
				wallet: null,
			},
			type: 'card',
		},
		setup_error: error === null ? null : (lastError(error) as unknown as Stripe.SetupAttempt['setup_error']),
		setup_intent: intent.id,
		status,
		usage: intent.usage,
	}
	await turn.store.add('setup_attempt', attempt)
	return attempt.id
}

async function fail(
	turn: Turn,
	intent: Stripe.SetupIntent,
	paymentMethod: Stripe.PaymentMethod,
	decline: Decline,
): Promise<Declined> {
	const body: ErrorBody = declineBody(decline, paymentMethod)
	const failed = await turn.store.keep(
		'setup_intent',
		{
			...intent,
			last_setup_error: lastError(body) as unknown as Stripe.SetupIntent['last_setup_error'],
			latest_attempt: await record(turn, intent, paymentMethod, 'failed', body, false),
			next_action: null,
			payment_method: null,
			status: 'requires_payment_method',
		},
		{ challenge: null },
	)
	await emit(turn, 'setup_intent.setup_failed', failed)
	return new Declined({ ...body, setup_intent: failed })
}

async function challenge(
	turn: Turn,
	intent: Stripe.SetupIntent,
	paymentMethod: Stripe.PaymentMethod,
	how: SetupHow,
): Promise<Stripe.SetupIntent> {
	const token = freshId('3ds', 32)
	const url = `${turn.publicUrl}/sandbox/challenge/${token}`
	const waiting = await turn.store.keep(
		'setup_intent',
		{
			...intent,
			last_setup_error: null,
			latest_attempt: await record(turn, intent, paymentMethod, 'requires_action', null, false),
			next_action:
				how.useSdk || how.returnUrl === null
					? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
					: { type: 'redirect_to_url', redirect_to_url: { return_url: how.returnUrl, url } },
			payment_method: paymentMethod.id,
			status: 'requires_action',
		},
		{ challenge: token, return_url: how.returnUrl },
	)
	await emit(turn, 'setup_intent.requires_action', waiting)
	return waiting
}

/** Sets a card up for later payments: stored with the customer, waiting for them, or refused. The intent's row is held. */
export async function attemptSetup(
	turn: Turn,
	intent: Stripe.SetupIntent,
	paymentMethod: Stripe.PaymentMethod,
	how: SetupHow,
): Promise<Stripe.SetupIntent | Declined> {
	const { card } = await cardOf(turn, paymentMethod.id)
	if (card.decline !== undefined && card.declinesWhenAttached) return fail(turn, intent, paymentMethod, card.decline)
	const asks = card.authentication !== 'none' && card.authentication !== 'when requested'
	if (!how.authenticated && asks) return challenge(turn, intent, paymentMethod, how)
	const customer = idOf(intent.customer)
	if (customer !== null) {
		const attached = await attachTo(turn, paymentMethod, customer)
		if (attached instanceof Declined) return new Declined({ ...attached.body, setup_intent: intent })
	}
	await turn.store.sql`
		update card_sandbox.object set hidden = hidden || '{"set_up": true}' where id = ${paymentMethod.id}`
	const done = await turn.store.keep(
		'setup_intent',
		{
			...intent,
			last_setup_error: null,
			latest_attempt: await record(turn, intent, paymentMethod, 'succeeded', null, how.authenticated),
			next_action: null,
			payment_method: paymentMethod.id,
			status: 'succeeded',
		},
		{ challenge: null },
	)
	await emit(turn, 'setup_intent.succeeded', done)
	return done
}

/** The customer did not pass the challenge: nothing was set up. */
export async function refuseSetupChallenge(
	turn: Turn,
	intent: Stripe.SetupIntent,
	paymentMethod: Stripe.PaymentMethod,
): Promise<Declined> {
	return fail(turn, intent, paymentMethod, FAILED_SETUP)
}
