import type Stripe from 'stripe'
import { afterCapture } from './attempt.ts'
import { impossible } from './errors.ts'
import { changed, emit } from './events.ts'
import { mergedMetadata } from './parameters.ts'
import { cardOf } from './payment-method.ts'
import { idOf, type Kept } from './store.ts'
import type { Turn } from './turn.ts'

/** Nothing has been paid or reserved yet. */
export const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action']

/** Takes money that was reserved; what is left of it goes back. */
export async function capture(
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
