import type Stripe from 'stripe'
import { cancelIntent, capture, OPEN, refuseOfSession } from './capture.ts'
import { CONFIRM_FIELDS, CONFIRM_NOT_PLAYED, confirmIntent } from './confirm.ts'
import { checkAmount, knownCurrency } from './currencies.ts'
import { impossible } from './errors.ts'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import { emptyable, integer, mergedMetadata, metadata, oneOf, type Taken, text } from './parameters.ts'
import { addIntent, CREATE_FIELDS, needCustomer, UNPLAYED } from './payment-intent.ts'
import { resolvePaymentMethod } from './payment-method.ts'
import { SEARCH, search } from './search.ts'
import { SHIPMENT, shippingOf } from './shipping.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

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
		params.payment_method === undefined
			? undefined
			: await resolvePaymentMethod(turn, params.payment_method, 'payment_method')
	const intent = await addIntent(turn, { ...params, currency, payment_method: method?.id }, null)
	if (params.confirm !== true) return intent
	return confirmIntent(turn, { body: intent, hidden: {} }, { ...params, payment_method: undefined })
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
	shipping: emptyable(SHIPMENT),
	statement_descriptor: text(22),
	statement_descriptor_suffix: text(22),
	transfer_group: text(),
}

const kept = <T>(change: T | undefined, present: T): T => (change === undefined ? present : change)

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
