import Stripe from 'stripe'
import { act, look } from '#core/act.ts'
import { cancelPayment, holdsSame } from '#core/payment/cancel.ts'
import { findAttempts } from '#core/payment/find.ts'
import { isOpen, type Payment } from '#core/payment/payment.ts'
import { answered, unlessMissing } from './answer.ts'
import { findIntentOf } from './find-intent.ts'
import { isLate } from './once.ts'
import { readIntent, settleIntent, settleSession } from './settle.ts'
import { processor, type Till } from './till.ts'

/**
 * Closes at Stripe every open attempt for the invoices, so that money cannot come twice for one of them. What has been
 * paid meanwhile is settled. Answers whether nothing stands in the way any more.
 */
export async function clearTheWay(till: Till, invoiceIds: string[]): Promise<boolean> {
	const attempts = await look(till.books, processor, findAttempts, { invoiceIds })
	if (!attempts.ok) return false
	for (const attempt of attempts.value) if (!(await closeAttempt(till, attempt, 'superseded'))) return false
	return true
}

/**
 * Makes sure that an attempt cannot bring money any more, or settles it when it has. Answers whether it has ended: a
 * payment that the bank is still working on has not, nor a charge that is being made at this moment.
 */
export async function closeAttempt(till: Till, attempt: Payment, reason: 'superseded' | 'expired'): Promise<boolean> {
	if (attempt.sessionId) await closeSession(till, attempt.sessionId)
	else if (attempt.intentId) await closeIntent(till, attempt.intentId)
	else if (attempt.initiatedBy === 'company' && !(await findLostCharge(till, attempt))) return false
	const state = await stateOf(till, attempt)
	if (state !== 'unpaid') return state === 'ended'
	const input = { paymentId: attempt.id, reason, closed: attempt }
	const canceled = await act(till.books, processor, cancelPayment, input)
	if (!canceled.ok) return false
	if (!isOpen(canceled.value)) return true
	// Its page was opened, or its charge made, while this one was looked at.
	return holdsSame(canceled.value, attempt) ? false : await closeAttempt(till, canceled.value, reason)
}

/** How the attempt stands once it was closed: what Stripe has done is settled on the way. */
async function stateOf(till: Till, attempt: Payment): Promise<'unpaid' | 'ended' | 'busy'> {
	if (attempt.sessionId) {
		const session = await unlessMissing(
			answered(till.stripe.checkout.sessions.retrieve(attempt.sessionId), 'checkout.session'),
		)
		if (!session || session.status === 'expired') return 'unpaid'
		await settleSession(till, session)
		return session.status === 'complete' && session.payment_status === 'paid' ? 'ended' : 'busy'
	}
	const intent = attempt.intentId ? await unlessMissing(readIntent(till, attempt.intentId)) : undefined
	if (!intent) return 'unpaid'
	const settled = await settleIntent(till, intent)
	return settled && isOpen(settled) ? 'busy' : 'ended'
}

/** Closes a page of Stripe's, unless it is too late. */
export async function closeSession(till: Till, sessionId: string): Promise<void> {
	await unlessTooLate(answered(till.stripe.checkout.sessions.expire(sessionId), 'checkout.session'))
}

async function closeIntent(till: Till, intentId: string): Promise<void> {
	await unlessTooLate(answered(till.stripe.paymentIntents.cancel(intentId), 'payment_intent'))
}

// Paid, expired or canceled before we asked: reading it afterwards says which.
async function unlessTooLate(asked: Promise<unknown>): Promise<void> {
	try {
		await asked
	} catch (error) {
		if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
	}
}

/**
 * A charge whose answer never came. Young ones may be on their way this moment and are left to whoever makes them;
 * an old one is looked for, settled when it is there, and given up when it is not.
 */
async function findLostCharge(till: Till, attempt: Payment): Promise<boolean> {
	if (!isLate(attempt.id)) return false
	const intent = await findIntentOf(till, attempt)
	if (!intent) return true
	const settled = await settleIntent(till, intent)
	return settled !== undefined && !isOpen(settled)
}
