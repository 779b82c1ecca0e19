import type Stripe from 'stripe'
import { addressAsked } from './address.ts'
import { attempt, refuseChallenge } from './attempt.ts'
import type { Card } from './cards.ts'
import { createCustomer } from './customers.ts'
import { Declined } from './errors.ts'
import { emit } from './events.ts'
import { addIntent } from './payment-intent.ts'
import { createPaymentMethod } from './payment-method.ts'
import { attemptSetup, refuseSetupChallenge } from './setup-attempt.ts'
import { idOf, type Kept } from './store.ts'
import type { Turn } from './turn.ts'

type Session = Stripe.Checkout.Session

export type Payer = { email: string; name: string | null; country: string | null; address: Stripe.Address | null }
export type CardEntered = { card: Card; expMonth: number; expYear: number; save: boolean }
/** How a press of the button ended. */
export type Ending =
	| { kind: 'complete'; session: Session }
	| { kind: 'challenge'; url: string }
	| { kind: 'declined'; code: string; declineCode: string | null; message: string }

type IntentData = {
	capture_method?: 'automatic' | 'automatic_async' | 'manual'
	description?: string
	metadata?: Record<string, string>
	receipt_email?: string
	setup_future_usage?: 'off_session' | 'on_session'
	statement_descriptor_suffix?: string
	transfer_group?: string
	allow_redisplay?: 'always' | 'limited' | 'unspecified'
}

export function intentDataOf(kept: Kept<'checkout.session'>): IntentData {
	return typeof kept.hidden.intent === 'string' ? JSON.parse(kept.hidden.intent) : {}
}

function declinedEnding(declined: Declined): Ending {
	const { code, decline_code, message } = declined.body
	return { kind: 'declined', code: code ?? 'card_declined', declineCode: decline_code ?? null, message }
}

/** The customer of the session: the given one, or one made at the first attempt where the session makes customers. */
async function customerFor(turn: Turn, kept: Kept<'checkout.session'>, payer: Payer): Promise<string | undefined> {
	const given = idOf(kept.body.customer)
	if (given !== null) return given
	if (typeof kept.hidden.customer === 'string') return kept.hidden.customer
	if (kept.body.customer_creation !== 'always') return undefined
	const customer = await createCustomer(turn, {
		email: payer.email,
		name: payer.name,
		address: payer.address === null ? undefined : addressAsked(payer.address),
	})
	await turn.store.keep('checkout.session', kept.body, { customer: customer.id })
	return customer.id
}

async function intentFor(turn: Turn, kept: Kept<'checkout.session'>, customer: string | undefined, save: boolean) {
	const known = idOf(kept.body.payment_intent)
	const data = intentDataOf(kept)
	const future = data.setup_future_usage ?? (save ? 'on_session' : undefined)
	if (known !== null) {
		const { body } = await turn.store.needHeld('payment_intent', known)
		return { ...body, setup_future_usage: future ?? null }
	}
	const options = kept.body.payment_method_options?.card?.request_three_d_secure
	const intent = await addIntent(
		turn,
		{
			...data,
			amount: kept.body.amount_total ?? 0,
			currency: kept.body.currency ?? 'usd',
			automatic_payment_methods: undefined,
			allowed_payment_method_types: ['card'],
			customer,
			setup_future_usage: future,
			payment_method_options: { card: { request_three_d_secure: options as 'any' | 'automatic' | 'challenge' } },
		},
		kept.body.id,
	)
	kept.body = await turn.store.keep('checkout.session', { ...kept.body, payment_intent: intent.id })
	return intent
}

/** The session is done: it says who paid and how, and its event goes out after those of the money. */
async function complete(
	turn: Turn,
	session: Session,
	payer: Payer | null,
	customer: string | null,
	paid: boolean,
): Promise<Session> {
	const payment = session.mode === 'payment'
	const details = session.customer_details
	const done: Session = {
		...session,
		customer,
		customer_details:
			payer === null
				? details
				: {
						address: payer.address ?? {
							city: null,
							country: payer.country,
							line1: null,
							line2: null,
							postal_code: null,
							state: null,
						},
						business_name: null,
						email: payer.email,
						individual_name: null,
						name: payer.name,
						phone: null,
						tax_exempt: payment ? 'none' : null,
						tax_ids: payment ? [] : null,
					},
		payment_status: payment ? (paid ? 'paid' : 'unpaid') : 'no_payment_required',
		status: 'complete',
		url: null,
	}
	await turn.store.keep('checkout.session', done)
	await emit(turn, 'checkout.session.completed', done)
	return done
}

function payerOf(kept: Kept<'checkout.session'>): Payer | null {
	return typeof kept.hidden.payer === 'string' ? JSON.parse(kept.hidden.payer) : null
}

async function endPayment(
	turn: Turn,
	kept: Kept<'checkout.session'>,
	result: Stripe.PaymentIntent | Declined,
): Promise<Ending> {
	if (result instanceof Declined) return declinedEnding(result)
	if (result.status === 'requires_action') return challengeOf(result.next_action)
	const session = await complete(turn, kept.body, payerOf(kept), idOf(result.customer), result.status === 'succeeded')
	return { kind: 'complete', session }
}

async function endSetup(
	turn: Turn,
	kept: Kept<'checkout.session'>,
	result: Stripe.SetupIntent | Declined,
): Promise<Ending> {
	if (result instanceof Declined) return declinedEnding(result)
	if (result.status === 'requires_action') return challengeOf(result.next_action)
	return { kind: 'complete', session: await complete(turn, kept.body, payerOf(kept), idOf(result.customer), false) }
}

function challengeOf(action: Stripe.PaymentIntent.NextAction | Stripe.SetupIntent.NextAction | null): Ending {
	return { kind: 'challenge', url: action?.redirect_to_url?.url ?? '' }
}

/** Where the hosted page of a session is, whatever its state. */
export function pageOf(turn: { publicUrl: string }, session: string): string {
	return `${turn.publicUrl}/sandbox/pay/${session}`
}

/** The address to go on to, with the session's id where the merchant wants it. */
export function successUrl(session: Session): string {
	return (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id)
}

/** The customer presses pay (or save) on an open session whose row is held. */
export async function paySession(
	turn: Turn,
	kept: Kept<'checkout.session'>,
	payer: Payer,
	entered: CardEntered | { saved: string },
): Promise<Ending> {
	kept.hidden = { ...kept.hidden, payer: JSON.stringify(payer) }
	await turn.store.keep('checkout.session', kept.body, { payer: JSON.stringify(payer) })
	const customer = await customerFor(turn, kept, payer)
	const save = 'save' in entered && entered.save
	const intent = kept.body.mode === 'payment' ? await intentFor(turn, kept, customer, save) : null
	const method =
		'saved' in entered
			? (await turn.store.needHeld('payment_method', entered.saved, 'payment_method')).body
			: await createPaymentMethod(turn, {
					card: entered.card,
					expMonth: entered.expMonth,
					expYear: entered.expYear,
					billing: {
						email: payer.email,
						name: payer.name,
						address: payer.address === null ? { country: payer.country ?? undefined } : addressAsked(payer.address),
					},
					allowRedisplay: intentDataOf(kept).allow_redisplay ?? (save ? 'always' : 'limited'),
				})
	const how = { authenticated: false, returnUrl: pageOf(turn, kept.body.id), useSdk: false }
	if (intent !== null) {
		return endPayment(
			turn,
			kept,
			await attempt(turn, intent, method, { ...how, offSession: false, errorOnAction: false }),
		)
	}
	const setup = (await turn.store.needHeld('setup_intent', idOf(kept.body.setup_intent) ?? '')).body
	const owned = customer === undefined ? setup : { ...setup, customer }
	return endSetup(turn, kept, await attemptSetup(turn, owned, method, how))
}

/** The customer answered the bank's challenge of a session's intent; both rows are held by now. */
export async function resumeSession(
	turn: Turn,
	kept: Kept<'checkout.session'>,
	intent: Stripe.PaymentIntent | Stripe.SetupIntent,
	passed: boolean,
): Promise<Ending> {
	const method = (await turn.store.needHeld('payment_method', idOf(intent.payment_method) ?? '')).body
	const how = { authenticated: true, returnUrl: null, useSdk: false }
	if (intent.object === 'payment_intent') {
		const result = passed
			? await attempt(turn, intent, method, { ...how, offSession: false, errorOnAction: false })
			: await refuseChallenge(turn, intent, method)
		return endPayment(turn, kept, result)
	}
	const result = passed
		? await attemptSetup(turn, intent, method, how)
		: await refuseSetupChallenge(turn, intent, method)
	return endSetup(turn, kept, result)
}
