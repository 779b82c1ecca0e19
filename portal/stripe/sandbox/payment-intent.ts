import type Stripe from 'stripe'
import { CONFIRM_FIELDS } from './confirm.ts'
import { missing } from './errors.ts'
import { emit } from './events.ts'
import { boolean, hash, integer, mergedMetadata, metadata, oneOf, required, type Taken, text } from './parameters.ts'
import { SHIPMENT, shippingOf } from './shipping.ts'
import { freshId } from './store.ts'
import type { Turn } from './turn.ts'

/** Parameters of a new intent. */
export const CREATE_FIELDS = {
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
	shipping: SHIPMENT,
	statement_descriptor: text(22),
	statement_descriptor_suffix: text(22),
	transfer_group: text(),
}
/** Parameters of an intent that the sandbox does not play. */
export const UNPLAYED = [
	'amount_details',
	'application_fee_amount',
	'customer_account',
	'hooks',
	'payment_details',
	'payment_method_configuration',
	'transfer_data',
]

export type NewIntent = Partial<Omit<Taken<typeof CREATE_FIELDS>, 'expand'>> & { amount: number; currency: string }

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

/** Refuses a customer that does not exist (any more). */
export async function needCustomer(turn: Turn, customer: string | undefined): Promise<void> {
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
