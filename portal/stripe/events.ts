import type Stripe from 'stripe'
import { act, expectOk } from '#core/act.ts'
import { type Card, loseCard, refreshCard } from '#core/payment/keep-card.ts'
import { type DisputeState, recordDispute } from '#core/payment/record-dispute.ts'
import { loggableError } from '../loggable-error.ts'
import { fromStripe } from './amount.ts'
import { listed } from './answer.ts'
import { apiVersion } from './client.ts'
import { idOf } from './id.ts'
import { settledPayment, settleRefund } from './refund.ts'
import { findOurs, readIntent, settleCharge, settleIntent, settleSession } from './settle.ts'
import { settleSetupIntent } from './settle-setup.ts'
import { processor, type Till } from './till.ts'

/**
 * Does what an event of Stripe's says. In any order and any number of times: where an older event could say something
 * else than a newer one, the object is read again, or the verb only moves forward. Kinds that say nothing to us are
 * passed over. `told` was verified before it was stored.
 */
export async function handleEvent(till: Till, told: unknown): Promise<void> {
	const event = told as Stripe.Event
	if (event.api_version !== apiVersion)
		till.log.warn(
			{ event: event.id, version: event.api_version },
			`Stripe should send its messages as of ${apiVersion}`,
		)
	switch (event.type) {
		case 'charge.succeeded':
		case 'charge.captured':
			await settleCharge(till, event.data.object)
			return
		case 'payment_intent.succeeded':
			return await hearOfSuccess(till, event.data.object)
		case 'payment_intent.payment_failed':
			// As it was then: it names the try that failed. A success or an end that came since stays what it is.
			await settleIntent(till, event.data.object)
			return
		case 'payment_intent.processing':
		case 'payment_intent.canceled':
			await settleIntent(till, await readIntent(till, event.data.object.id))
			return
		case 'checkout.session.completed':
		case 'checkout.session.async_payment_succeeded':
		case 'checkout.session.async_payment_failed':
		case 'checkout.session.expired':
			return await settleSession(till, event.data.object)
		case 'setup_intent.succeeded':
			return await settleSetupIntent(till, event.data.object)
		case 'refund.created':
		case 'refund.updated':
		case 'refund.failed':
		case 'charge.refund.updated':
			return await settleRefund(till, event.data.object)
		case 'charge.refunded':
			return await hearOfRefunds(till, event.data.object)
		case 'charge.dispute.created':
		case 'charge.dispute.updated':
		case 'charge.dispute.closed':
		case 'charge.dispute.funds_withdrawn':
		case 'charge.dispute.funds_reinstated':
			return await hearOfDispute(till, event.data.object)
		case 'payment_method.updated':
		case 'payment_method.automatically_updated':
			return await hearOfCard(till, event.data.object)
		case 'payment_method.detached':
			expectOk(await act(till.books, processor, loseCard, { processorMethodId: event.data.object.id }))
			return
		default:
			return
	}
}

/** Asks Stripe for the card, which the intent does not name; without an answer the money counts all the same. */
async function hearOfSuccess(till: Till, told: Stripe.PaymentIntent): Promise<void> {
	const payment = await findOurs(till, { intentId: told.id, paymentId: told.metadata.payment_id })
	if (!payment || (payment.state === 'succeeded' && payment.intentId === told.id && payment.methodLast4)) return
	let intent = told
	try {
		intent = await readIntent(till, told.id)
	} catch (error) {
		till.log.warn(
			{ error: loggableError(error), intent: told.id },
			'Stripe could not be asked for the card of a payment',
		)
	}
	await settleIntent(till, intent.status === 'succeeded' ? intent : told)
}

async function hearOfRefunds(till: Till, charge: Stripe.Charge): Promise<void> {
	for (const refund of await listed(till.stripe.refunds.list({ charge: charge.id, limit: 100 })))
		await settleRefund(till, refund)
}

const disputeStates: Record<string, DisputeState> = {
	warning_needs_response: 'inquiry',
	warning_under_review: 'inquiry',
	warning_closed: 'inquiry',
	won: 'won',
	lost: 'lost',
}

async function hearOfDispute(till: Till, dispute: Stripe.Dispute): Promise<void> {
	const intentId = idOf(dispute.payment_intent)
	if (!intentId) return
	const payment = await settledPayment(till, intentId)
	if (!payment) return
	const due = dispute.evidence_details.due_by
	// A dispute that was prevented took no money: it was refunded instead.
	if (dispute.status === 'prevented') return
	expectOk(
		await act(till.books, processor, recordDispute, {
			paymentId: payment.id,
			processorDisputeId: dispute.id,
			amountMinor: fromStripe(dispute.amount, dispute.currency),
			state: disputeStates[dispute.status] ?? 'open',
			reason: dispute.reason,
			answerBy: due ? Temporal.Instant.fromEpochMilliseconds(due * 1000) : null,
		}),
	)
}

async function hearOfCard(till: Till, method: Stripe.PaymentMethod): Promise<void> {
	const { card } = method
	if (!card) return
	const kept: Card = {
		processorMethodId: method.id,
		brand: card.brand,
		last4: card.last4,
		expiryMonth: card.exp_month,
		expiryYear: card.exp_year,
	}
	expectOk(await act(till.books, processor, refreshCard, kept))
}
