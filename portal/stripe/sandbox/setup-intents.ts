import type Stripe from 'stripe'
import { METHOD_OPTIONS } from './card-options.ts'
import { impossible, missing } from './errors.ts'
import { emit } from './events.ts'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import {
	boolean,
	emptyable,
	hash,
	list,
	mergedMetadata,
	metadata,
	oneOf,
	required,
	type Taken,
	text,
} from './parameters.ts'
import { resolvePaymentMethod } from './payment-method.ts'
import { attemptSetup } from './setup-attempt.ts'
import { freshId, idOf, type Kept } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

const CONFIRM_FIELDS = {
	...EXPAND,
	allowed_payment_method_types: list(oneOf('card')),
	payment_method: text(),
	payment_method_options: METHOD_OPTIONS,
	return_url: text(),
	use_stripe_sdk: boolean(),
}
const CREATE_FIELDS = {
	...CONFIRM_FIELDS,
	automatic_payment_methods: hash({ enabled: required(boolean()), allow_redirects: oneOf('always', 'never') }),
	confirm: boolean(),
	customer: text(),
	description: text(),
	metadata: metadata(),
	usage: oneOf('off_session', 'on_session'),
}
const UNPLAYED = [
	'attach_to_self',
	'customer_account',
	'excluded_payment_method_types',
	'flow_directions',
	'payment_method_configuration',
]

export type NewSetup = Partial<Omit<Taken<typeof CREATE_FIELDS>, 'expand'>>

function setupIntentOf(id: string, now: number, asked: NewSetup): Stripe.SetupIntent {
	return {
		id,
		object: 'setup_intent',
		allowed_payment_method_types: asked.allowed_payment_method_types ?? null,
		application: null,
		automatic_payment_methods:
			asked.allowed_payment_method_types !== undefined
				? null
				: {
						allow_redirects: asked.automatic_payment_methods?.allow_redirects ?? 'always',
						enabled: asked.automatic_payment_methods?.enabled ?? true,
					},
		cancellation_reason: null,
		client_secret: `${id}_${freshId('secret', 24)}`,
		created: now,
		customer: asked.customer ?? null,
		customer_account: null,
		description: asked.description ?? null,
		excluded_payment_method_types: null,
		flow_directions: null,
		last_setup_error: null,
		latest_attempt: null,
		livemode: false,
		managed_payments: null,
		mandate: null,
		metadata: mergedMetadata(null, asked.metadata),
		next_action: null,
		on_behalf_of: null,
		payment_method: asked.payment_method ?? null,
		payment_method_configuration_details: null,
		payment_method_options: {
			card: {
				mandate_options: null,
				network: null,
				request_three_d_secure: asked.payment_method_options?.card?.request_three_d_secure ?? 'automatic',
			},
		},
		payment_method_types: ['card'],
		single_use_mandate: null,
		status: asked.payment_method === undefined ? 'requires_payment_method' : 'requires_confirmation',
		usage: asked.usage ?? 'off_session',
	}
}

/** Writes a new setup intent and its event. @param session the checkout session that owns it, if one does */
export async function addSetup(turn: Turn, asked: NewSetup, session: string | null): Promise<Stripe.SetupIntent> {
	if (asked.customer !== undefined) {
		const customer = await turn.store.need('customer', asked.customer, 'customer')
		if (customer.deleted) throw missing('customer', asked.customer, 'customer', 400)
	}
	const intent = setupIntentOf(freshId('seti'), turn.now, asked)
	await turn.store.add('setup_intent', intent, { session })
	await emit(turn, 'setup_intent.created', intent)
	return intent
}

const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action']

function refuseState(intent: Stripe.SetupIntent, verb: string): void {
	if (OPEN.includes(intent.status)) return
	throw impossible(
		`You cannot ${verb} this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one of the following statuses may be used so: ${OPEN.join(', ')}.`,
		{ code: 'setup_intent_unexpected_state', setup_intent: intent },
	)
}

type Confirming = Pick<Taken<typeof CONFIRM_FIELDS>, 'payment_method' | 'return_url' | 'use_stripe_sdk'>

async function confirm(turn: Turn, kept: Kept<'setup_intent'>, asked: Confirming) {
	const intent = kept.body
	refuseState(intent, 'confirm')
	const id = asked.payment_method ?? idOf(intent.payment_method)
	const dynamic = intent.automatic_payment_methods
	if (
		dynamic?.enabled === true &&
		dynamic.allow_redirects !== 'never' &&
		asked.return_url === undefined &&
		asked.use_stripe_sdk !== true
	) {
		throw impossible(
			'This SetupIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`.',
			{ param: 'return_url', setup_intent: intent },
		)
	}
	if (id === null) {
		throw impossible("You cannot confirm this SetupIntent because it's missing a payment method.", {
			code: 'setup_intent_unexpected_state',
			setup_intent: intent,
		})
	}
	const method = await resolvePaymentMethod(turn, id, 'payment_method')
	const owner = idOf(method.customer)
	if (owner !== null && owner !== idOf(intent.customer)) {
		throw impossible(
			`The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`,
			{ code: 'resource_missing', param: 'payment_method', setup_intent: intent },
		)
	}
	return attemptSetup(turn, intent, method, {
		authenticated: false,
		returnUrl: asked.return_url ?? null,
		useSdk: asked.use_stripe_sdk === true,
	})
}

async function create(turn: Turn, params: Taken<typeof CREATE_FIELDS>) {
	const method =
		params.payment_method === undefined
			? undefined
			: await resolvePaymentMethod(turn, params.payment_method, 'payment_method')
	const intent = await addSetup(turn, { ...params, payment_method: method?.id }, null)
	if (params.confirm !== true) return intent
	return confirm(turn, { body: intent, hidden: {} }, { ...params, payment_method: undefined })
}

export async function cancelSetup(
	turn: Turn,
	{ body }: Kept<'setup_intent'>,
	reason: Stripe.SetupIntent['cancellation_reason'],
) {
	refuseState(body, 'cancel')
	const intent = await turn.store.keep(
		'setup_intent',
		{ ...body, cancellation_reason: reason, next_action: null, status: 'canceled' },
		{ challenge: null },
	)
	await emit(turn, 'setup_intent.canceled', intent)
	return intent
}

function refuseOfSession(kept: Kept<'setup_intent'>, verb: string): void {
	if (typeof kept.hidden.session !== 'string') return
	throw impossible(`You cannot ${verb} this SetupIntent because it was created by a Checkout Session.`, {
		code: 'setup_intent_unexpected_state',
		setup_intent: kept.body,
	})
}

export const setupIntentEndpoints: Endpoint[] = [
	endpoint(
		'POST',
		'/v1/setup_intents',
		'SetupIntentCreateParams',
		CREATE_FIELDS,
		(turn, _id, params) => create(turn, params),
		[...UNPLAYED, 'confirmation_token', 'mandate_data', 'on_behalf_of', 'payment_method_data', 'single_use'],
	),
	endpoint(
		'GET',
		'/v1/setup_intents',
		'SetupIntentListParams',
		{ ...PAGE, created: CREATED, customer: text(), payment_method: text() },
		(turn, _id, { created, customer, payment_method, ...page }) =>
			listPage(
				turn,
				'setup_intent',
				'/v1/setup_intents',
				page,
				turn.store.sql`${fieldsEqual(turn, { customer, payment_method })} ${createdWithin(turn, created)}`,
			),
		['attach_to_self', 'customer_account'],
	),
	endpoint(
		'GET',
		'/v1/setup_intents/:id',
		'SetupIntentRetrieveParams',
		{ ...EXPAND, client_secret: text() },
		(turn, id) => turn.store.need('setup_intent', id),
	),
	endpoint(
		'POST',
		'/v1/setup_intents/:id',
		'SetupIntentUpdateParams',
		{ ...EXPAND, customer: text(), description: text(), metadata: emptyable(metadata()), payment_method: text() },
		async (turn, id, params) => {
			const { body } = await turn.store.needHeld('setup_intent', id)
			if (params.customer !== undefined) await turn.store.need('customer', params.customer, 'customer')
			const method =
				params.payment_method === undefined
					? undefined
					: await resolvePaymentMethod(turn, params.payment_method, 'payment_method')
			return turn.store.keep('setup_intent', {
				...body,
				customer: params.customer ?? body.customer,
				description: params.description ?? body.description,
				metadata: mergedMetadata(body.metadata, params.metadata),
				payment_method: method?.id ?? body.payment_method,
				status: method !== undefined && OPEN.includes(body.status) ? 'requires_confirmation' : body.status,
			})
		},
		[...UNPLAYED, 'allowed_payment_method_types', 'payment_method_data', 'payment_method_options'],
	),
	endpoint(
		'POST',
		'/v1/setup_intents/:id/confirm',
		'SetupIntentConfirmParams',
		CONFIRM_FIELDS,
		async (turn, id, params) => {
			const kept = await turn.store.needHeld('setup_intent', id)
			refuseOfSession(kept, 'confirm')
			return confirm(turn, kept, params)
		},
		['confirmation_token', 'mandate_data', 'payment_method_data'],
	),
	endpoint(
		'POST',
		'/v1/setup_intents/:id/cancel',
		'SetupIntentCancelParams',
		{ ...EXPAND, cancellation_reason: oneOf('abandoned', 'duplicate', 'requested_by_customer') },
		async (turn, id, params) => {
			const kept = await turn.store.needHeld('setup_intent', id)
			refuseOfSession(kept, 'cancel')
			return cancelSetup(turn, kept, params.cancellation_reason ?? null)
		},
	),
	endpoint(
		'GET',
		'/v1/setup_attempts',
		'SetupAttemptListParams',
		{ ...PAGE, created: CREATED, setup_intent: required(text()) },
		(turn, _id, { created, setup_intent, ...page }) =>
			listPage(
				turn,
				'setup_attempt',
				'/v1/setup_attempts',
				page,
				turn.store.sql`${fieldsEqual(turn, { setup_intent })} ${createdWithin(turn, created)}`,
			),
	),
]
