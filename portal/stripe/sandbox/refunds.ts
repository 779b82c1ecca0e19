import type Stripe from 'stripe'
import { moveBalance } from './balance.ts'
import { majorText } from './currencies.ts'
import { impossible } from './errors.ts'
import { changed, emit, later } from './events.ts'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import { emptyable, integer, mergedMetadata, metadata, oneOf, text } from './parameters.ts'
import { cardOf } from './payment-method.ts'
import { freshId, idOf } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

type Asked = {
	amount: number | undefined
	charge: string | undefined
	payment_intent: string | undefined
	reason: 'duplicate' | 'fraudulent' | 'requested_by_customer' | undefined
	metadata: Record<string, string> | null | undefined
}

async function chargeToRefund(turn: Turn, asked: Asked): Promise<Stripe.Charge> {
	if (asked.charge !== undefined) return (await turn.store.needHeld('charge', asked.charge, 'charge')).body
	if (asked.payment_intent === undefined) {
		throw impossible('One of the following params should be provided for this request: payment_intent or charge.')
	}
	const intent = await turn.store.need('payment_intent', asked.payment_intent, 'payment_intent')
	const latest = idOf(intent.latest_charge)
	if (intent.status !== 'succeeded' || latest === null) {
		throw impossible(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
			param: 'payment_intent',
		})
	}
	return (await turn.store.needHeld('charge', latest, 'charge')).body
}

function refundableAmount(charge: Stripe.Charge, asked: number | undefined): number {
	const left = charge.amount_captured - charge.amount_refunded
	if (charge.status !== 'succeeded' || !charge.captured) {
		throw impossible(`Charge ${charge.id} cannot be refunded because it was not captured.`, { param: 'charge' })
	}
	if (charge.refunded || left === 0) {
		throw impossible(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
	}
	if (charge.disputed) {
		throw impossible(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' })
	}
	const amount = asked ?? left
	const spoken = (minor: number) => `${majorText(minor, charge.currency)} ${charge.currency.toUpperCase()}`
	if (amount > charge.amount) {
		throw impossible(`Refund amount (${spoken(amount)}) is greater than charge amount (${spoken(charge.amount)})`, {
			param: 'amount',
		})
	}
	if (amount > left) {
		throw impossible(
			`Refund amount (${spoken(amount)}) is greater than unrefunded amount on charge (${spoken(left)})`,
			{ param: 'amount' },
		)
	}
	return amount
}

function refundOf(id: string, now: number, charge: Stripe.Charge, amount: number, asked: Asked): Stripe.Refund {
	return {
		id,
		object: 'refund',
		amount,
		balance_transaction: null,
		charge: charge.id,
		created: now,
		currency: charge.currency,
		customer: idOf(charge.customer),
		customer_account: null,
		destination_details: {
			card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
			type: 'card',
		},
		metadata: mergedMetadata(null, asked.metadata),
		payment_intent: idOf(charge.payment_intent),
		payment_method: charge.payment_method,
		reason: asked.reason ?? null,
		receipt_number: null,
		source_transfer_reversal: null,
		status: 'succeeded',
		transfer_reversal: null,
	}
}

async function create(turn: Turn, asked: Asked): Promise<Stripe.Refund> {
	const before = await chargeToRefund(turn, asked)
	const amount = refundableAmount(before, asked.amount)
	const { card } = await cardOf(turn, before.payment_method ?? '')
	const made = refundOf(freshId('re'), turn.now, before, amount, asked)
	const moved = await moveBalance(turn, {
		amount: -amount,
		currency: before.currency,
		fee: 0,
		description: 'REFUND FOR CHARGE',
		source: made.id,
		type: 'refund',
		category: 'refund',
	})
	const pending = card.refund === 'succeeds later'
	const refund: Stripe.Refund = {
		...made,
		balance_transaction: moved.id,
		...(pending ? { status: 'pending', pending_reason: 'processing' } : {}),
	}
	await turn.store.add('refund', refund)
	const refunded = before.amount_refunded + amount
	const charge = await turn.store.keep('charge', {
		...before,
		amount_refunded: refunded,
		refunded: refunded === before.amount_captured,
	})
	await emit(turn, 'charge.refunded', charge, changed(before, charge))
	await emit(turn, 'refund.created', refund)
	const then = card.refund === 'fails later' ? 'refund_fails' : pending ? 'refund_succeeds' : 'refund_reference'
	await later(turn, then, refund.id, 2)
	return refund
}

/** Every change of a refund is told twice: by its own event, and by the older one named after the charge. */
async function emitUpdated(turn: Turn, before: Stripe.Refund, after: Stripe.Refund): Promise<void> {
	await emit(turn, 'refund.updated', after, changed(before, after))
	await emit(turn, 'charge.refund.updated', after, changed(before, after))
}

/** The network has the refund: it gets its reference, and succeeds if it was pending. */
export async function completeRefund(turn: Turn, id: string): Promise<void> {
	const { body } = await turn.store.needHeld('refund', id)
	if (body.status === 'canceled' || body.status === 'failed') return
	const { pending_reason: _pending, ...rest } = body
	const after: Stripe.Refund = {
		...rest,
		status: 'succeeded',
		destination_details: {
			card: {
				reference: String(7_000_000_000_000_000_000_000n + BigInt(turn.now)),
				reference_status: 'available',
				reference_type: 'acquirer_reference_number',
				type: 'refund',
			},
			type: 'card',
		},
	}
	await turn.store.keep('refund', after)
	await emitUpdated(turn, body, after)
}

/** The customer's bank sends the money back: the charge counts as not refunded again. */
export async function failRefund(turn: Turn, id: string, status: 'failed' | 'canceled'): Promise<Stripe.Refund> {
	const found = await turn.store.need('refund', id)
	const before = (await turn.store.needHeld('charge', idOf(found.charge) ?? '')).body
	const { body } = await turn.store.needHeld('refund', id)
	const moved = await moveBalance(turn, {
		amount: body.amount,
		currency: body.currency,
		fee: 0,
		description: 'REFUND FAILURE',
		source: body.id,
		type: 'refund_failure',
		category: 'refund_failure',
	})
	const after: Stripe.Refund = {
		...body,
		status,
		failure_balance_transaction: moved.id,
		...(status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : { failure_reason: 'merchant_request' }),
	}
	await turn.store.keep('refund', after)
	await turn.store.keep('charge', {
		...before,
		amount_refunded: before.amount_refunded - body.amount,
		refunded: false,
	})
	if (status === 'failed') await emit(turn, 'refund.failed', after)
	await emitUpdated(turn, body, after)
	return after
}

export const refundEndpoints: Endpoint[] = [
	endpoint(
		'POST',
		'/v1/refunds',
		'RefundCreateParams',
		{
			...EXPAND,
			amount: integer(1),
			charge: text(),
			payment_intent: text(),
			reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
			metadata: emptyable(metadata()),
		},
		(turn, _id, params) => create(turn, params),
		['currency', 'customer', 'instructions_email', 'origin', 'refund_application_fee', 'reverse_transfer'],
	),
	endpoint(
		'GET',
		'/v1/refunds',
		'RefundListParams',
		{ ...PAGE, created: CREATED, charge: text(), payment_intent: text() },
		(turn, _id, { created, charge, payment_intent, ...page }) =>
			listPage(
				turn,
				'refund',
				'/v1/refunds',
				page,
				turn.store.sql`${fieldsEqual(turn, { charge, payment_intent })} ${createdWithin(turn, created)}`,
			),
	),
	endpoint('GET', '/v1/refunds/:id', 'RefundRetrieveParams', EXPAND, (turn, id) => turn.store.need('refund', id)),
	endpoint(
		'POST',
		'/v1/refunds/:id',
		'RefundUpdateParams',
		{ ...EXPAND, metadata: emptyable(metadata()) },
		async (turn, id, params) => {
			const { body } = await turn.store.needHeld('refund', id)
			const after = { ...body, metadata: mergedMetadata(body.metadata, params.metadata) }
			await turn.store.keep('refund', after)
			await emitUpdated(turn, body, after)
			return after
		},
	),
	endpoint('POST', '/v1/refunds/:id/cancel', 'RefundCancelParams', EXPAND, async (turn, id) => {
		const found = await turn.store.need('refund', id)
		if (found.status !== 'requires_action') {
			throw impossible(`Only refunds that require action can be canceled; this one is ${found.status}.`)
		}
		return failRefund(turn, id, 'canceled')
	}),
]
