import type Stripe from 'stripe'
import { addressAfter } from './address.ts'
import { afterCapture } from './attempt.ts'
import { CONFIRM_FIELDS, CONFIRM_NOT_PLAYED, confirmIntent } from './confirm.ts'
import { checkAmount, knownCurrency } from './currencies.ts'
import { SHIPPING } from './customers.ts'
import { impossible, missing } from './errors.ts'
import { changed, emit } from './events.ts'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import {
	boolean,
	emptyable,
	hash,
	integer,
	mergedMetadata,
	metadata,
	oneOf,
	required,
	type Taken,
	text,
} from './parameters.ts'
import { cardOf, createFromData, resolvePaymentMethod } from './payment-methods.ts'
import { SEARCH, search } from './search.ts'
import { freshId, idOf, type Kept } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

const CREATE_FIELDS = {
	...CONFIRM_FIELDS,
	amount: required(integer()),
	currency: required(text()),
	automatic_payment_methods: hash({ enabled: required(boolean()), allow_redirects: oneOf('always', 'never') }),
	confirm: boolean(),
	confirmation_method: oneOf('automatic', 'manual'),
	customer: text(),
	description: text(),
	metadata: metadata(),
	receipt_email: text(),
	setup_future_usage: oneOf('off_session', 'on_session'),
	shipping: SHIPPING,
	statement_descriptor: text(22),
	statement_descriptor_suffix: text(22),
	transfer_group: text(),
}
const UNPLAYED = [
	'amount_details',
	'application_fee_amount',
	'customer_account',
	'hooks',
	'payment_details',
	'payment_method_configuration',
	'transfer_data',
]

export type NewIntent = Partial<Omit<Taken<typeof CREATE_FIELDS>, 'expand'>> & { amount: number; currency: string }

function shippingOf(shipping: NewIntent['shipping']): Stripe.PaymentIntent['shipping'] {
	if (shipping === undefined || shipping === null) return null
	const address = addressAfter(null, shipping.address)
	return {
		...(address === null ? {} : { address }),
		carrier: null,
		name: shipping.name,
		phone: shipping.phone ?? null,
		tracking_number: null,
	}
}

/** A payment intent as the API shows it before anything happens to it; nothing is written. */
export function paymentIntentOf(id: string, now: number, asked: NewIntent): Stripe.PaymentIntent {
	return {
		id,
		object: 'payment_intent',
		allowed_payment_method_types: asked.allowed_payment_method_types ?? null,
		amount: asked.amount,
		amount_capturable: 0,
		amount_details: { tip: {} },
		amount_received: 0,
		application: null,
		application_fee_amount: null,
		automatic_payment_methods:
			asked.allowed_payment_method_types !== undefined
				? null
				: {
						allow_redirects: asked.automatic_payment_methods?.allow_redirects ?? 'always',
						enabled: asked.automatic_payment_methods?.enabled ?? true,
					},
		canceled_at: null,
		cancellation_reason: null,
		capture_method: asked.capture_method ?? 'automatic_async',
		client_secret: `${id}_${freshId('secret', 24)}`,
		confirmation_method: asked.confirmation_method ?? 'automatic',
		created: now,
		currency: asked.currency,
		customer: asked.customer ?? null,
		customer_account: null,
		description: asked.description ?? null,
		excluded_payment_method_types: null,
		last_payment_error: null,
		latest_charge: null,
		livemode: false,
		managed_payments: null,
		metadata: mergedMetadata(null, asked.metadata),
		next_action: null,
		on_behalf_of: null,
		payment_method: asked.payment_method ?? null,
		payment_method_configuration_details: null,
		payment_method_options: {
			card: {
				installments: null,
				mandate_options: null,
				network: null,
				request_three_d_secure: asked.payment_method_options?.card?.request_three_d_secure ?? 'automatic',
			},
		},
		payment_method_types: ['card'],
		payment_record: null,
		processing: null,
		receipt_email: asked.receipt_email ?? null,
		review: null,
		setup_future_usage: asked.setup_future_usage ?? null,
		shipping: shippingOf(asked.shipping),
		source: null,
		statement_descriptor: asked.statement_descriptor ?? null,
		statement_descriptor_suffix: asked.statement_descriptor_suffix ?? null,
		status: asked.payment_method === undefined ? 'requires_payment_method' : 'requires_confirmation',
		transfer_data: null,
		transfer_group: asked.transfer_group ?? null,
	}
}

async function needCustomer(turn: Turn, customer: string | undefined): Promise<void> {
	if (customer === undefined) return
	const found = await turn.store.need('customer', customer, 'customer')
	if (found.deleted) throw missing('customer', customer, 'customer', 400)
}

/** Writes a new intent and its event. @param session the checkout session that owns it, if one does */
export async function addIntent(turn: Turn, asked: NewIntent, session: string | null): Promise<Stripe.PaymentIntent> {
	const intent = paymentIntentOf(freshId('pi'), turn.now, asked)
	await turn.store.add('payment_intent', intent, { session })
	await emit(turn, 'payment_intent.created', intent)
	return intent
}

const ONLY_WITH_CONFIRM = ['error_on_requires_action', 'off_session', 'return_url'] as const

async function create(turn: Turn, params: Taken<typeof CREATE_FIELDS>) {
	const currency = knownCurrency(params.currency)
	checkAmount(params.amount, currency)
	await needCustomer(turn, params.customer)
	if (params.confirm !== true) {
		const early = ONLY_WITH_CONFIRM.find((name) => params[name] !== undefined)
		if (early !== undefined) {
			throw impossible(`You cannot use the parameter \`${early}\` without also setting \`confirm\` to \`true\`.`, {
				param: early,
			})
		}
	}
	const method =
		params.payment_method_data !== undefined
			? await createFromData(turn, params.payment_method_data, 'payment_method_data[')
			: params.payment_method !== undefined
				? await resolvePaymentMethod(turn, params.payment_method, 'payment_method')
				: undefined
	const intent = await addIntent(turn, { ...params, currency, payment_method: method?.id }, null)
	if (params.confirm !== true) return intent
	return confirmIntent(
		turn,
		{ body: intent, hidden: {} },
		{ ...params, payment_method: undefined, payment_method_data: undefined },
	)
}

const UPDATE_FIELDS = {
	...EXPAND,
	amount: integer(),
	capture_method: oneOf('automatic', 'automatic_async', 'manual'),
	currency: text(),
	customer: text(),
	description: text(),
	metadata: emptyable(metadata()),
	payment_method: text(),
	receipt_email: emptyable(text()),
	setup_future_usage: emptyable(oneOf('off_session', 'on_session')),
	shipping: emptyable(SHIPPING),
	statement_descriptor: text(22),
	statement_descriptor_suffix: text(22),
	transfer_group: text(),
}

const kept = <T>(change: T | undefined, present: T): T => (change === undefined ? present : change)
const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action']

function refuseState(intent: Stripe.PaymentIntent, verb: string, allowed: string[]): never {
	throw impossible(
		`This PaymentIntent's status is ${intent.status}, so it could not be ${verb}. Only a PaymentIntent with one of the following statuses may be ${verb}: ${allowed.join(', ')}.`,
		{ code: 'payment_intent_unexpected_state', payment_intent: intent },
	)
}

async function update(turn: Turn, id: string, params: Taken<typeof UPDATE_FIELDS>): Promise<Stripe.PaymentIntent> {
	const { body } = await turn.store.needHeld('payment_intent', id)
	const touchesMoney = ['amount', 'currency', 'payment_method', 'capture_method'] as const
	if (!OPEN.includes(body.status) && touchesMoney.some((name) => params[name] !== undefined)) {
		refuseState(body, 'updated', OPEN)
	}
	const currency = params.currency === undefined ? body.currency : knownCurrency(params.currency)
	const amount = params.amount ?? body.amount
	if (params.amount !== undefined || params.currency !== undefined) checkAmount(amount, currency)
	await needCustomer(turn, params.customer)
	const method =
		params.payment_method === undefined
			? undefined
			: await resolvePaymentMethod(turn, params.payment_method, 'payment_method')
	const intent: Stripe.PaymentIntent = {
		...body,
		amount,
		currency,
		capture_method: params.capture_method ?? body.capture_method,
		customer: params.customer ?? body.customer,
		description: kept(params.description, body.description),
		last_payment_error: null,
		metadata: mergedMetadata(body.metadata, params.metadata),
		payment_method: method?.id ?? body.payment_method,
		receipt_email: kept(params.receipt_email, body.receipt_email),
		setup_future_usage: kept(params.setup_future_usage, body.setup_future_usage),
		shipping: params.shipping === undefined ? body.shipping : shippingOf(params.shipping ?? undefined),
		statement_descriptor: kept(params.statement_descriptor, body.statement_descriptor),
		statement_descriptor_suffix: kept(params.statement_descriptor_suffix, body.statement_descriptor_suffix),
		status: method !== undefined && OPEN.includes(body.status) ? 'requires_confirmation' : body.status,
		next_action: method === undefined ? body.next_action : null,
		transfer_group: kept(params.transfer_group, body.transfer_group),
	}
	return turn.store.keep('payment_intent', intent)
}

async function capture(
	turn: Turn,
	id: string,
	amount: number | undefined,
	added: Record<string, string> | null | undefined,
) {
	const { body } = await turn.store.needHeld('payment_intent', id)
	if (body.status !== 'requires_capture') {
		throw impossible(
			`This PaymentIntent could not be captured because it has a status of ${body.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
			{ code: 'payment_intent_unexpected_state', payment_intent: body },
		)
	}
	const taken = amount ?? body.amount_capturable
	if (taken > body.amount_capturable) {
		throw impossible(
			`The remaining amount left to capture for this PaymentIntent is ${body.amount_capturable} but you requested to capture ${taken}. Please retry your request with an amount smaller than ${body.amount_capturable}.`,
			{ code: 'amount_too_large', param: 'amount_to_capture', payment_intent: body },
		)
	}
	const before = (await turn.store.needHeld('charge', idOf(body.latest_charge) ?? '')).body
	const charge = await turn.store.keep('charge', {
		...before,
		captured: true,
		amount_captured: taken,
		amount_refunded: before.amount - taken,
	})
	const intent = await turn.store.keep('payment_intent', {
		...body,
		amount_capturable: 0,
		amount_received: taken,
		metadata: mergedMetadata(body.metadata, added),
		status: 'succeeded',
	})
	await emit(turn, 'charge.captured', charge, changed(before, charge))
	await emit(turn, 'payment_intent.succeeded', intent)
	await afterCapture(turn, charge, (await cardOf(turn, String(charge.payment_method))).card)
	return intent
}

export type Cancellation = Stripe.PaymentIntent['cancellation_reason']

/** Cancels an intent whose row is held; money that was only reserved goes back. */
export async function cancelIntent(turn: Turn, { body }: Kept<'payment_intent'>, reason: Cancellation) {
	const cancelable = [...OPEN, 'requires_capture', 'processing']
	if (!cancelable.includes(body.status)) {
		throw impossible(
			`You cannot cancel this PaymentIntent because it has a status of ${body.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancelable.join(', ')}.`,
			{ code: 'payment_intent_unexpected_state', payment_intent: body },
		)
	}
	const intent = await turn.store.keep(
		'payment_intent',
		{
			...body,
			amount_capturable: 0,
			canceled_at: turn.now,
			cancellation_reason: reason,
			next_action: null,
			status: 'canceled',
		},
		{ challenge: null },
	)
	if (body.status === 'requires_capture') {
		const before = (await turn.store.needHeld('charge', idOf(body.latest_charge) ?? '')).body
		const charge = await turn.store.keep('charge', { ...before, amount_refunded: before.amount, refunded: true })
		await emit(turn, 'charge.refunded', charge, changed(before, charge))
	}
	await emit(turn, 'payment_intent.canceled', intent)
	return intent
}

/** A session's intent is steered by its session alone. */
export function refuseOfSession(kept: Kept<'payment_intent'>, verb: string): void {
	if (typeof kept.hidden.session !== 'string') return
	throw impossible(
		`You cannot ${verb} this PaymentIntent because it was created by a Checkout Session. To cancel it, expire the Checkout Session instead.`,
		{ code: 'payment_intent_unexpected_state', payment_intent: kept.body },
	)
}

export const paymentIntentEndpoints: Endpoint[] = [
	endpoint(
		'POST',
		'/v1/payment_intents',
		'PaymentIntentCreateParams',
		CREATE_FIELDS,
		(turn, _id, params) => create(turn, params),
		[...UNPLAYED, ...CONFIRM_NOT_PLAYED, 'on_behalf_of'].filter((name, at, all) => all.indexOf(name) === at),
	),
	endpoint(
		'GET',
		'/v1/payment_intents',
		'PaymentIntentListParams',
		{ ...PAGE, created: CREATED, customer: text() },
		(turn, _id, { created, customer, ...page }) =>
			listPage(
				turn,
				'payment_intent',
				'/v1/payment_intents',
				page,
				turn.store.sql`${fieldsEqual(turn, { customer })} ${createdWithin(turn, created)}`,
			),
		['customer_account'],
	),
	endpoint('GET', '/v1/payment_intents/search', 'PaymentIntentSearchParams', SEARCH, (turn, _id, params) =>
		search(turn, 'payment_intent', '/v1/payment_intents/search', params),
	),
	endpoint(
		'GET',
		'/v1/payment_intents/:id',
		'PaymentIntentRetrieveParams',
		{ ...EXPAND, client_secret: text() },
		(turn, id) => turn.store.need('payment_intent', id),
	),
	endpoint(
		'POST',
		'/v1/payment_intents/:id',
		'PaymentIntentUpdateParams',
		UPDATE_FIELDS,
		(turn, id, params) => update(turn, id, params),
		[
			...UNPLAYED,
			'allowed_payment_method_types',
			'excluded_payment_method_types',
			'payment_method_data',
			'payment_method_options',
		],
	),
	endpoint(
		'POST',
		'/v1/payment_intents/:id/confirm',
		'PaymentIntentConfirmParams',
		{
			...CONFIRM_FIELDS,
			receipt_email: emptyable(text()),
			setup_future_usage: emptyable(oneOf('off_session', 'on_session')),
		},
		async (turn, id, params) => {
			const kept = await turn.store.needHeld('payment_intent', id)
			refuseOfSession(kept, 'confirm')
			return confirmIntent(turn, kept, params)
		},
		[...CONFIRM_NOT_PLAYED, 'amount_to_confirm', 'shipping'],
	),
	endpoint(
		'POST',
		'/v1/payment_intents/:id/capture',
		'PaymentIntentCaptureParams',
		{ ...EXPAND, amount_to_capture: integer(1), metadata: emptyable(metadata()) },
		(turn, id, params) => capture(turn, id, params.amount_to_capture, params.metadata),
		[
			'amount_details',
			'application_fee_amount',
			'final_capture',
			'hooks',
			'payment_details',
			'statement_descriptor',
			'statement_descriptor_suffix',
			'transfer_data',
		],
	),
	endpoint(
		'POST',
		'/v1/payment_intents/:id/cancel',
		'PaymentIntentCancelParams',
		{ ...EXPAND, cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer') },
		async (turn, id, params) => {
			const kept = await turn.store.needHeld('payment_intent', id)
			refuseOfSession(kept, 'cancel')
			return cancelIntent(turn, kept, params.cancellation_reason ?? null)
		},
	),
]
