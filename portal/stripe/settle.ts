import type Stripe from 'stripe'
import { act, expectOk, look } from '#core/act.ts'
import { awaitSettlement } from '#core/payment/await-settlement.ts'
import { cancelPayment } from '#core/payment/cancel.ts'
import { type ConfirmPayment, confirmPayment } from '#core/payment/confirm.ts'
import { failPayment } from '#core/payment/fail.ts'
import { findPayment, findPaymentOfIntent, type PaymentWithInvoices } from '#core/payment/find.ts'
import type { Payment } from '#core/payment/payment.ts'
import { fromStripe } from './amount.ts'
import { answered } from './answer.ts'
import { idOf, isUuid } from './id.ts'
import { neverOf, reasonOf } from './reason.ts'
import { settleSetupSession } from './settle-setup.ts'
import { processor, type Till } from './till.ts'

type Intent = Stripe.PaymentIntent
type Charge = Stripe.Charge

/** The intent with the charge it led to, as it is now. */
export async function readIntent(till: Till, id: string): Promise<Intent> {
	return await answered(till.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }), 'payment_intent')
}

/** The payment that Stripe's object is about, by our id in its metadata or by its intent; undefined when none of ours. */
export async function findOurs(
	till: Till,
	{ intentId, paymentId }: { intentId: string; paymentId: string | undefined },
): Promise<Payment | undefined> {
	const known = await look(till.books, processor, findPaymentOfIntent, { intentId })
	if (known.ok && known.value) return known.value
	return paymentId && isUuid(paymentId) ? await findById(till, paymentId) : undefined
}

async function findById(till: Till, id: string): Promise<PaymentWithInvoices | undefined> {
	const found = await look(till.books, processor, findPayment, { id })
	return found.ok ? found.value : undefined
}

/** Brings our payment to where the intent is. Answers it, or undefined when the intent is none of ours. */
export async function settleIntent(till: Till, intent: Intent): Promise<Payment | undefined> {
	const payment = await findOurs(till, { intentId: intent.id, paymentId: intent.metadata.payment_id })
	if (!payment) return undefined
	const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
	const paymentId = payment.id
	switch (intent.status) {
		case 'succeeded':
			return await confirm(till, payment, {
				intentId: intent.id,
				amount: intent.amount_received,
				currency: intent.currency,
				charge,
			})
		case 'processing':
			return expectOk(await act(till.books, processor, awaitSettlement, { paymentId, intentId: intent.id }))
		case 'canceled':
			return expectOk(await act(till.books, processor, cancelPayment, { paymentId, reason: 'expired' }))
		case 'requires_payment_method':
			return intent.last_payment_error ? await fail(till, payment, intent, intent.last_payment_error) : payment
		default:
			return payment
	}
}

/** A charge that has gone through says all there is to know of a payment. */
export async function settleCharge(till: Till, charge: Charge): Promise<Payment | undefined> {
	const intentId = idOf(charge.payment_intent)
	if (!intentId || !charge.paid || !charge.captured) return undefined
	const payment = await findOurs(till, { intentId, paymentId: charge.metadata.payment_id })
	if (!payment) return undefined
	return await confirm(till, payment, {
		intentId,
		amount: charge.amount_captured,
		currency: charge.currency,
		charge,
	})
}

/** A page of Stripe's, as it is now or was told. */
export async function settleSession(till: Till, session: Stripe.Checkout.Session): Promise<void> {
	if (session.mode === 'setup') return await settleSetupSession(till, session)
	const paymentId = session.metadata?.payment_id
	const payment = paymentId && isUuid(paymentId) ? await findById(till, paymentId) : undefined
	if (!payment) return
	const intentId = idOf(session.payment_intent)
	if (session.status === 'complete' && intentId) {
		if (payment.state === 'succeeded' && payment.intentId === intentId) return
		const settled = await settleIntent(till, await readIntent(till, intentId))
		if (settled?.state === 'started')
			await act(till.books, processor, awaitSettlement, { paymentId: payment.id, intentId })
	}
	if (session.status === 'expired' && (payment.sessionId === null || payment.sessionId === session.id))
		await act(till.books, processor, cancelPayment, { paymentId: payment.id, reason: 'expired', closed: payment })
}

type Received = { intentId: string; amount: number; currency: string; charge: Charge | null }

async function confirm(till: Till, payment: Payment, received: Received): Promise<Payment> {
	const settled = expectOk(await act(till.books, processor, confirmPayment, confirmationOf(payment, received)))
	if (settled.id !== payment.id)
		till.log.warn(
			{ asked: payment.id, recorded: settled.id, intent: received.intentId },
			'Stripe has taken something else than was asked for; it is recorded as it came',
		)
	return settled
}

function confirmationOf(payment: Payment, received: Received): ConfirmPayment {
	const { charge } = received
	const card = charge?.payment_method_details?.card
	const input: ConfirmPayment = {
		paymentId: payment.id,
		intentId: received.intentId,
		receivedMinor: fromStripe(received.amount, received.currency),
		currency: received.currency.toUpperCase(),
	}
	if (card?.last4) input.card = { brand: card.brand ?? '', last4: card.last4 }
	if (payment.saveCard && card?.last4 && charge?.payment_method)
		input.savedCard = {
			processorMethodId: charge.payment_method,
			brand: card.brand ?? '',
			last4: card.last4,
			expiryMonth: card.exp_month,
			expiryYear: card.exp_year,
		}
	return input
}

type Failure = NonNullable<Intent['last_payment_error']>

/** On Stripe's page another card may be tried; a charge without the payer is over with its first failure. */
async function fail(till: Till, payment: Payment, intent: Intent, failure: Failure): Promise<Payment> {
	const card = failure.payment_method?.card
	return expectOk(
		await act(till.books, processor, failPayment, {
			paymentId: payment.id,
			intentId: intent.id,
			reason: reasonOf(failure),
			never: neverOf(failure),
			tryId: failure.charge ?? `${intent.id}:${failure.decline_code ?? failure.code ?? ''}`,
			final: payment.initiatedBy === 'company',
			...(card?.last4 ? { card: { brand: card.brand ?? '', last4: card.last4 } } : {}),
		}),
	)
}
