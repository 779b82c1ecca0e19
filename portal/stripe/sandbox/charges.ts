import type Stripe from 'stripe'
import type { Card, Decline } from './cards.ts'
import { changed, emit } from './events.ts'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import { emptyable, hash, mergedMetadata, metadata, oneOf, required, text } from './parameters.ts'
import { SEARCH, search } from './search.ts'
import { SHIPMENT, shippingOf } from './shipping.ts'
import { freshId, idOf } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

export type Attempted = {
	intent: Stripe.PaymentIntent
	paymentMethod: Stripe.PaymentMethod
	card: Card
	decline: Decline | null
	authenticated: boolean
	captured: boolean
	publicUrl: string
}

const NOTHING = { advice_code: null, network_advice_code: null, network_decline_code: null }
const RISK = { normal: 20, elevated: 70, highest: 92 }

function outcomeOf({ card, decline }: Attempted): Stripe.Charge.Outcome {
	const risk = { risk_level: card.riskLevel, risk_score: RISK[card.riskLevel] }
	if (decline === null) {
		return {
			...NOTHING,
			network_status: 'approved_by_network',
			reason: null,
			...risk,
			seller_message: 'Payment complete.',
			type: 'authorized',
		}
	}
	if (card.riskLevel === 'highest') {
		return {
			...NOTHING,
			network_status: 'not_sent_to_network',
			reason: 'highest_risk_level',
			...risk,
			seller_message: 'Stripe blocked this payment as too risky.',
			type: 'blocked',
		}
	}
	return {
		...NOTHING,
		advice_code: (decline.adviceCode ?? null) as Stripe.Charge.Outcome['advice_code'],
		network_status: 'declined_by_network',
		reason: decline.declineCode ?? decline.code,
		...risk,
		seller_message: 'The bank did not return any further details with this decline.',
		type: 'issuer_declined',
	}
}

function threeDSecure(authenticated: boolean): Stripe.Charge.PaymentMethodDetails.Card['three_d_secure'] {
	if (!authenticated) return null
	return {
		authentication_flow: 'challenge',
		electronic_commerce_indicator: '05',
		exemption_indicator: null,
		result: 'authenticated',
		result_reason: null,
		transaction_id: null,
		version: '2.2.0',
	}
}

function cardDetails(attempted: Attempted): Stripe.Charge.PaymentMethodDetails.Card {
	const { card, intent, paymentMethod, decline } = attempted
	const shown = paymentMethod.card
	return {
		amount_authorized: decline === null ? intent.amount : null,
		authorization_code: decline === null ? String(100000 + (intent.created % 900000)) : null,
		brand: card.brand,
		checks: {
			address_line1_check: paymentMethod.billing_details.address?.line1 ? (card.checks.line1 ?? 'pass') : null,
			address_postal_code_check: paymentMethod.billing_details.address?.postal_code
				? (card.checks.postalCode ?? 'pass')
				: null,
			cvc_check: card.checks.cvc,
		},
		country: card.country,
		electronic_commerce_indicator: attempted.authenticated ? '05' : null,
		exp_month: shown?.exp_month ?? 12,
		exp_year: shown?.exp_year ?? 2099,
		extended_authorization: { status: 'disabled' },
		fingerprint: shown?.fingerprint ?? null,
		funding: card.funding,
		incremental_authorization: { status: 'unavailable' },
		installments: null,
		last4: card.number.slice(-4),
		mandate: null,
		multicapture: { status: 'unavailable' },
		network: card.brand,
		network_token: { used: false },
		network_transaction_id: decline === null ? intent.id.replace(/\D/g, '').padEnd(15, '7').slice(0, 15) : null,
		overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
		regulated_status: 'unregulated',
		three_d_secure: threeDSecure(attempted.authenticated),
		transaction_link_id: null,
		wallet: null,
	}
}

/** A charge as the API shows it; nothing is written. */
export function chargeOf(id: string, now: number, attempted: Attempted): Stripe.Charge {
	const { intent, decline, paymentMethod } = attempted
	const paid = decline === null
	return {
		id,
		object: 'charge',
		amount: intent.amount,
		amount_captured: paid && attempted.captured ? intent.amount : 0,
		amount_refunded: 0,
		application: null,
		application_fee: null,
		application_fee_amount: null,
		balance_transaction: null,
		billing_details: paymentMethod.billing_details,
		calculated_statement_descriptor: 'CARD SANDBOX',
		captured: paid && attempted.captured,
		created: now,
		currency: intent.currency,
		customer: idOf(intent.customer),
		description: intent.description,
		disputed: false,
		failure_balance_transaction: null,
		failure_code: decline?.code ?? null,
		failure_message: decline?.message ?? null,
		fraud_details: {},
		livemode: false,
		metadata: { ...intent.metadata },
		on_behalf_of: null,
		outcome: outcomeOf(attempted),
		paid,
		payment_intent: intent.id,
		payment_method: paymentMethod.id,
		payment_method_details: { card: cardDetails(attempted), type: 'card' },
		receipt_email: intent.receipt_email,
		receipt_number: null,
		receipt_url: paid ? `${attempted.publicUrl}/sandbox/receipts/${id}` : null,
		refunded: false,
		review: null,
		shipping: intent.shipping,
		source: null,
		source_transfer: null,
		statement_descriptor: null,
		statement_descriptor_suffix: intent.statement_descriptor_suffix,
		status: paid ? 'succeeded' : 'failed',
		transfer_data: null,
		transfer_group: intent.transfer_group,
	}
}

export async function addCharge(turn: Turn, attempted: Attempted): Promise<Stripe.Charge> {
	return turn.store.add('charge', chargeOf(freshId('ch'), turn.now, attempted))
}

const CHANGEABLE = {
	...EXPAND,
	description: text(),
	fraud_details: hash({ user_report: required(emptyable(oneOf('fraudulent', 'safe'))) }),
	metadata: emptyable(metadata()),
	receipt_email: text(),
	shipping: SHIPMENT,
	transfer_group: text(),
}

export const chargeEndpoints: Endpoint[] = [
	endpoint(
		'GET',
		'/v1/charges',
		'ChargeListParams',
		{ ...PAGE, created: CREATED, customer: text(), payment_intent: text(), transfer_group: text() },
		(turn, _id, { created, customer, payment_intent, transfer_group, ...page }) =>
			listPage(
				turn,
				'charge',
				'/v1/charges',
				page,
				turn.store
					.sql`${fieldsEqual(turn, { customer, payment_intent, transfer_group })} ${createdWithin(turn, created)}`,
			),
	),
	endpoint('GET', '/v1/charges/search', 'ChargeSearchParams', SEARCH, (turn, _id, params) =>
		search(turn, 'charge', '/v1/charges/search', params),
	),
	endpoint('GET', '/v1/charges/:id', 'ChargeRetrieveParams', EXPAND, (turn, id) => turn.store.need('charge', id)),
	endpoint(
		'POST',
		'/v1/charges/:id',
		'ChargeUpdateParams',
		CHANGEABLE,
		async (turn, id, params) => {
			const { body } = await turn.store.needHeld('charge', id)
			const report = params.fraud_details?.user_report
			const charge: Stripe.Charge = {
				...body,
				description: params.description ?? body.description,
				fraud_details: report === undefined || report === null ? body.fraud_details : { user_report: report },
				metadata: mergedMetadata(body.metadata, params.metadata),
				receipt_email: params.receipt_email ?? body.receipt_email,
				shipping: params.shipping === undefined ? body.shipping : shippingOf(params.shipping),
				transfer_group: params.transfer_group ?? body.transfer_group,
			}
			await turn.store.keep('charge', charge)
			await emit(turn, 'charge.updated', charge, changed(body, charge))
			return charge
		},
		['customer'],
	),
]
