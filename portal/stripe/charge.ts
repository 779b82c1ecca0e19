import Stripe from 'stripe'
import { act, expectOk } from '#core/act.ts'
import { failPayment } from '#core/payment/fail.ts'
import { isOpen, type Payment } from '#core/payment/payment.ts'
import { startCharge } from '#core/payment/start-charge.ts'
import { loggableError } from '../loggable-error.ts'
import { chargeable } from './amount.ts'
import { answered } from './answer.ts'
import { closeAttempt } from './close.ts'
import { findIntentOf } from './find-intent.ts'
import { bornAt, isLate, once } from './once.ts'
import { ensurePayer } from './payer.ts'
import { neverOf, reasonOf } from './reason.ts'
import { settleIntent } from './settle.ts'
import { processor, type Till } from './till.ts'

type Intent = Stripe.PaymentIntent

/**
 * Charges what is open of an invoice to the card of its contract, without the customer. `number` says which charge of
 * it this is. Asked again it goes on where it stopped, and never charges twice. Answers `later` while the customer is
 * paying it themselves; throws when Stripe cannot be reached, and then nothing is decided.
 */
export async function chargeCard(till: Till, invoiceId: string, number = 1): Promise<'done' | 'later'> {
	const begun = expectOk(await act(till.books, processor, startCharge, { invoiceId, number }))
	if (begun.kind === 'nothing') return 'done'
	if (begun.kind === 'waits') {
		// One that waits for its holder to confirm it makes way for a charge to another card.
		const freed = begun.attempt.state === 'action_required' && (await closeAttempt(till, begun.attempt, 'superseded'))
		return freed ? await chargeCard(till, invoiceId, number) : await waitFor(till, begun.attempt)
	}
	const { payment, processorMethodId, number: invoiceNumber } = begun
	const amount = chargeable(payment.amountMinor, payment.currency)
	if (amount === undefined) return await give(till, payment, { code: 'amount_too_small' }, null)
	try {
		const intent = await makeIntent(till, payment, amount, processorMethodId, invoiceNumber)
		await settleIntent(till, intent)
		return 'done'
	} catch (error) {
		if (error instanceof Stripe.errors.StripeCardError) return await give(till, payment, error, error.payment_intent)
		if (error instanceof Stripe.errors.StripeInvalidRequestError) {
			till.log.error({ error: loggableError(error), payment: payment.id }, 'Stripe refuses the charge')
			return await give(till, payment, error, null)
		}
		throw error
	}
}

async function makeIntent(
	till: Till,
	payment: Payment,
	amount: number,
	processorMethodId: string,
	number: string,
): Promise<Intent> {
	const payer = await ensurePayer(till, payment.customerId)
	const params: Stripe.PaymentIntentCreateParams = {
		amount,
		currency: payment.currency.toLowerCase(),
		customer: payer.processorCustomerId,
		payment_method: processorMethodId,
		off_session: true,
		confirm: true,
		description: number,
		metadata: { payment_id: payment.id },
		expand: ['latest_charge'],
	}
	return await once(
		`charge:${payment.id}`,
		(idempotencyKey) => answered(till.stripe.paymentIntents.create(params, { idempotencyKey }), 'payment_intent'),
		() => findIntentOf(till, payment),
		isLate(payment.id),
	)
}

type Failure = {
	code?: string | undefined
	decline_code?: string | undefined
	advice_code?: string | undefined
	charge?: string | undefined
}

/** The charge is over, and its intent is closed; unless the bank wants its holder to confirm it: then it stays for them. */
async function give(
	till: Till,
	payment: Payment,
	failure: Failure,
	intent: Intent | null | undefined,
): Promise<'done'> {
	const failed = expectOk(
		await act(till.books, processor, failPayment, {
			paymentId: payment.id,
			intentId: intent?.id ?? null,
			reason: reasonOf(failure),
			never: neverOf(failure),
			tryId: failure.charge ?? `${intent?.id ?? payment.id}:${failure.decline_code ?? failure.code ?? ''}`,
			final: true,
		}),
	)
	if (intent && !isOpen(failed)) await cancelQuietly(till, intent.id)
	return 'done'
}

// Nobody holds what is needed to pay it, so leaving it open does no harm.
async function cancelQuietly(till: Till, intentId: string): Promise<void> {
	try {
		await till.stripe.paymentIntents.cancel(intentId, { cancellation_reason: 'abandoned' })
	} catch (error) {
		till.log.info({ error: loggableError(error), intent: intentId }, 'An intent that failed stays open at Stripe')
	}
}

async function waitFor(till: Till, attempt: Payment): Promise<'later'> {
	const leftAlone = Temporal.Instant.compare(bornAt(attempt.id).add({ hours: 1 }), Temporal.Now.instant()) < 0
	if (leftAlone && isOpen(attempt)) await closeAttempt(till, attempt, 'expired')
	return 'later'
}
