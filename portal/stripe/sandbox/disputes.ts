import type Stripe from 'stripe'
import { moveBalance } from './balance.ts'
import type { Card } from './cards.ts'
import { impossible } from './errors.ts'
import { changed, emit, later } from './events.ts'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import { boolean, emptyable, hash, mergedMetadata, metadata, noneOf, oneOf, type Taken, text } from './parameters.ts'
import { cardOf } from './payment-method.ts'
import { freshId, idOf } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

const DISPUTE_FEE = 1500
const DAY = 86_400

const TEXTS = [
	'access_activity_log',
	'billing_address',
	'cancellation_policy',
	'cancellation_policy_disclosure',
	'cancellation_rebuttal',
	'customer_communication',
	'customer_email_address',
	'customer_name',
	'customer_purchase_ip',
	'customer_signature',
	'duplicate_charge_documentation',
	'duplicate_charge_explanation',
	'duplicate_charge_id',
	'product_description',
	'receipt',
	'refund_policy',
	'refund_policy_disclosure',
	'refund_refusal_explanation',
	'service_date',
	'service_documentation',
	'shipping_address',
	'shipping_carrier',
	'shipping_date',
	'shipping_documentation',
	'shipping_tracking_number',
	'uncategorized_file',
	'uncategorized_text',
] as const
type Evidence = { [name in (typeof TEXTS)[number]]: string | null }
const NO_EVIDENCE = Object.fromEntries(TEXTS.map((name) => [name, null])) as Evidence
const EVIDENCE = hash({
	...noneOf(['appeal', 'enhanced_evidence']),
	...(Object.fromEntries(TEXTS.map((name) => [name, emptyable(text(20_000))])) as {
		[name in (typeof TEXTS)[number]]: ReturnType<typeof emptyable<string | undefined>>
	}),
})

function disputeOf(id: string, now: number, charge: Stripe.Charge, card: Card): Stripe.Dispute {
	const about = card.dispute ?? { reason: 'general', inquiry: false, networkReason: '10.4' }
	return {
		id,
		object: 'dispute',
		amount: charge.amount,
		balance_transactions: [],
		charge: charge.id,
		created: now,
		currency: charge.currency,
		enhanced_eligibility_types: [],
		evidence: { ...NO_EVIDENCE, enhanced_evidence: {} },
		evidence_details: {
			due_by: now + 9 * DAY,
			enhanced_eligibility: {},
			has_evidence: false,
			past_due: false,
			submission_count: 0,
			submission_method: 'not_submitted',
		},
		intended_submission_method: 'manual',
		is_charge_refundable: about.inquiry,
		livemode: false,
		metadata: {},
		payment_intent: idOf(charge.payment_intent),
		payment_method_details: {
			card: {
				brand: card.brand,
				case_type: about.inquiry ? 'inquiry' : 'chargeback',
				network: card.brand,
				network_reason_code: about.networkReason,
			},
			type: 'card',
		},
		reason: about.reason,
		status: about.inquiry ? 'warning_needs_response' : 'needs_response',
	}
}

/** The customer's bank takes the money back (or, for an inquiry, only asks). */
export async function openDispute(turn: Turn, chargeId: string): Promise<void> {
	const { body: before } = await turn.store.needHeld('charge', chargeId)
	if (before.disputed) return
	const { card } = await cardOf(turn, before.payment_method ?? '')
	const opened = disputeOf(freshId('du'), turn.now, before, card)
	const charge = await turn.store.keep('charge', { ...before, disputed: true })
	const inquiry = opened.status === 'warning_needs_response'
	const dispute = inquiry ? opened : { ...opened, balance_transactions: [await withdraw(turn, opened)] }
	await turn.store.add('dispute', dispute)
	await emit(turn, 'charge.dispute.created', dispute)
	if (!inquiry) await emit(turn, 'charge.dispute.funds_withdrawn', dispute)
	await emit(turn, 'charge.updated', charge, changed(before, charge))
}

async function withdraw(turn: Turn, dispute: Stripe.Dispute): Promise<Stripe.BalanceTransaction> {
	return moveBalance(turn, {
		amount: -dispute.amount,
		currency: dispute.currency,
		fee: DISPUTE_FEE,
		feeDescription: 'Dispute fee',
		description: `Chargeback withdrawal for ${idOf(dispute.charge)}`,
		source: dispute.id,
		type: 'adjustment',
		category: 'dispute',
	})
}

/** The bank decides. Money comes back only with `won`. */
export async function decideDispute(
	turn: Turn,
	id: string,
	status: 'won' | 'lost' | 'warning_closed',
): Promise<Stripe.Dispute> {
	const { body } = await turn.store.needHeld('dispute', id)
	const back =
		status === 'won'
			? [
					await moveBalance(turn, {
						amount: body.amount,
						currency: body.currency,
						fee: 0,
						description: `Chargeback reversal for ${idOf(body.charge)}`,
						source: body.id,
						type: 'adjustment',
						category: 'dispute_reversal',
					}),
				]
			: []
	const closed: Stripe.Dispute = {
		...body,
		balance_transactions: [...body.balance_transactions, ...back],
		is_charge_refundable: false,
		status,
	}
	await turn.store.keep('dispute', closed)
	await emit(turn, 'charge.dispute.closed', closed, changed(body, closed))
	if (status === 'won') await emit(turn, 'charge.dispute.funds_reinstated', closed)
	return closed
}

const UPDATE_FIELDS = {
	...EXPAND,
	evidence: EVIDENCE,
	intended_submission_method: oneOf('manual', 'prefer_manual', 'prefer_smart_disputes', 'smart_disputes'),
	metadata: emptyable(metadata()),
	submit: boolean(),
}

/**
 * Takes evidence. Submitted, it goes to the bank, which decides by what the text says, as in Stripe's test mode:
 * `winning_evidence` or `losing_evidence`. Source: https://docs.stripe.com/testing#evidence
 */
async function update(turn: Turn, id: string, params: Taken<typeof UPDATE_FIELDS>): Promise<Stripe.Dispute> {
	const { body } = await turn.store.needHeld('dispute', id)
	if (['won', 'lost', 'warning_closed'].includes(body.status)) {
		throw impossible('This dispute is already closed.', { code: 'status_transition_invalid' })
	}
	const given = Object.fromEntries(Object.entries(params.evidence ?? {}).filter(([, value]) => value !== undefined))
	const evidence = { ...body.evidence, ...given }
	const submits = params.evidence !== undefined && params.submit !== false
	const after: Stripe.Dispute = {
		...body,
		evidence,
		evidence_details: {
			...body.evidence_details,
			has_evidence: TEXTS.some((name) => evidence[name] !== null),
			submission_count: body.evidence_details.submission_count + (submits ? 1 : 0),
			submission_method: submits ? 'manual' : body.evidence_details.submission_method,
		},
		intended_submission_method: params.intended_submission_method ?? body.intended_submission_method,
		metadata: mergedMetadata(body.metadata, params.metadata),
		status: !submits ? body.status : body.status.startsWith('warning') ? 'warning_under_review' : 'under_review',
	}
	await turn.store.keep('dispute', after)
	await emit(turn, 'charge.dispute.updated', after, changed(body, after))
	if (submits) {
		if (evidence.uncategorized_text === 'winning_evidence') await later(turn, 'dispute_won', id, 2)
		if (evidence.uncategorized_text === 'losing_evidence') await later(turn, 'dispute_lost', id, 2)
	}
	return after
}

export const disputeEndpoints: Endpoint[] = [
	endpoint(
		'GET',
		'/v1/disputes',
		'DisputeListParams',
		{ ...PAGE, created: CREATED, charge: text(), payment_intent: text() },
		(turn, _id, { created, charge, payment_intent, ...page }) =>
			listPage(
				turn,
				'dispute',
				'/v1/disputes',
				page,
				turn.store.sql`${fieldsEqual(turn, { charge, payment_intent })} ${createdWithin(turn, created)}`,
			),
	),
	endpoint('GET', '/v1/disputes/:id', 'DisputeRetrieveParams', EXPAND, (turn, id) => turn.store.need('dispute', id)),
	endpoint('POST', '/v1/disputes/:id', 'DisputeUpdateParams', UPDATE_FIELDS, (turn, id, params) =>
		update(turn, id, params),
	),
	endpoint('POST', '/v1/disputes/:id/close', 'DisputeCloseParams', EXPAND, async (turn, id) => {
		const { body } = await turn.store.needHeld('dispute', id)
		if (body.status !== 'needs_response' && body.status !== 'warning_needs_response') {
			throw impossible('This dispute is already closed.', { code: 'status_transition_invalid' })
		}
		return decideDispute(turn, id, body.status === 'needs_response' ? 'lost' : 'warning_closed')
	}),
]
