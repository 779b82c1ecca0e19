import Stripe from 'stripe'
import { type Actor, act, expectOk, look, type Outcome } from '#core/act.ts'
import { cancelPayment } from '#core/payment/cancel.ts'
import { findPayment } from '#core/payment/find.ts'
import { forgetPayer } from '#core/payment/keep-payer.ts'
import { keepSession } from '#core/payment/keep-session.ts'
import { isOpen, type Payment } from '#core/payment/payment.ts'
import { type StartPayment, startPayment } from '#core/payment/start.ts'
import { loggableError } from '../loggable-error.ts'
import { chargeable } from './amount.ts'
import { answered, listed, unlessMissing } from './answer.ts'
import { clearTheWay, closeSession } from './close.ts'
import { isLate, once } from './once.ts'
import { ensurePayer } from './payer.ts'
import { settleSession } from './settle.ts'
import { outcomePage, processor, type Till, unavailable } from './till.ts'

type Session = Stripe.Checkout.Session

export type OpenedCheckout = {
	payment: Payment
	/** Where to send the payer: the card processor's page, or the outcome page when there is nothing left to pay there. */
	url: string
}

/** More rounds mean that others keep opening pages for the same invoices. */
const rounds = 4

/**
 * Opens the card processor's page for what a person chose to pay. Refuses what `startPayment` refuses, and
 * payment.not_by_card when Stripe does not take such an amount, and payment.processor_unavailable when it cannot be
 * reached: pressing again goes on where this stopped. Another page for the same invoices is closed first; when that has
 * just been paid, the answer says so.
 */
export async function openCheckout(till: Till, actor: Actor, input: StartPayment): Promise<Outcome<OpenedCheckout>> {
	try {
		for (let round = 1; ; round++) {
			const started = await act(till.books, actor, startPayment, input)
			if (started.ok) {
				const opened = await openPage(till, started.value)
				if (opened) return opened
			} else {
				// Whoever closes a page tries to open one afterwards: so of many who press together, one page stays.
				if (started.refusal.code !== 'payment.in_progress' || round === rounds) return started
				const ids = input.invoices.map((invoice) => invoice.id)
				if (!(await clearTheWay(till, ids))) return started
			}
			if (round === rounds) return unavailable
		}
	} catch (error) {
		if (!isTrouble(error)) throw error
		till.log.warn({ error: loggableError(error) }, 'Stripe could not open a page')
		return unavailable
	}
}

/** Stripe's trouble, not ours. */
function isTrouble(error: unknown): boolean {
	return error instanceof Stripe.errors.StripeError || (error instanceof Error && error.name === 'UnreadableAnswer')
}

/** The page of an attempt, made now or before. Undefined when the attempt has ended and another is to be started. */
async function openPage(till: Till, payment: Payment): Promise<Outcome<OpenedCheckout> | undefined> {
	const atOutcome = { ok: true as const, value: { payment, url: outcomePage(till, payment.id) } }
	if (payment.state !== 'started') return atOutcome
	if (payment.sessionId) {
		const session = await unlessMissing(
			answered(till.stripe.checkout.sessions.retrieve(payment.sessionId), 'checkout.session'),
		)
		if (session?.status === 'open' && session.url) return { ok: true, value: { payment, url: session.url } }
		if (session) await settleSession(till, session)
		else
			await act(till.books, processor, cancelPayment, { paymentId: payment.id, reason: 'not_opened', closed: payment })
		return session?.status === 'complete' ? atOutcome : undefined
	}
	if (chargeable(payment.amountMinor, payment.currency) === undefined) return await refuseAmount(till, payment)
	const session = await makeSession(till, payment)
	if (session === 'amount_refused') return await refuseAmount(till, payment)
	if (session === 'payer_unknown') {
		await act(till.books, processor, cancelPayment, { paymentId: payment.id, reason: 'not_opened', closed: payment })
		return undefined
	}
	if (session.status !== 'open' || !session.url) {
		await settleSession(till, session)
		return session.status === 'complete' ? atOutcome : undefined
	}
	const kept = expectOk(
		await act(till.books, processor, keepSession, {
			paymentId: payment.id,
			sessionId: session.id,
			url: session.url,
		}),
	)
	if (kept.sessionId === session.id && isOpen(kept)) return { ok: true, value: { payment: kept, url: session.url } }
	// Somebody has closed the attempt, or opened another page for it, while this one was made.
	await closeSession(till, session.id)
	return undefined
}

async function refuseAmount(till: Till, payment: Payment): Promise<Outcome<OpenedCheckout>> {
	await act(till.books, processor, cancelPayment, { paymentId: payment.id, reason: 'not_opened', closed: payment })
	const { amountMinor, currency } = payment
	return { ok: false, refusal: { code: 'payment.not_by_card', facts: { amountMinor, currency } } }
}

async function makeSession(till: Till, payment: Payment): Promise<Session | 'amount_refused' | 'payer_unknown'> {
	const params = await sessionParams(till, payment)
	const { sessions } = till.stripe.checkout
	try {
		return await once(
			`checkout:${payment.id}`,
			(idempotencyKey) => answered(sessions.create(params, { idempotencyKey }), 'checkout.session'),
			async () => {
				const made = await listed(sessions.list({ customer: params.customer ?? '', limit: 100 }))
				return made.find((session) => session.metadata?.payment_id === payment.id)
			},
			isLate(payment.id),
		)
	} catch (error) {
		if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
		if (/amount_too_(small|large)/.test(error.code ?? '')) return 'amount_refused'
		if (error.code !== 'resource_missing' || error.param !== 'customer' || !params.customer) throw error
		const unknown = { customerId: payment.customerId, processorCustomerId: params.customer }
		expectOk(await act(till.books, processor, forgetPayer, unknown))
		return 'payer_unknown'
	}
}

type SessionParams = Stripe.Checkout.SessionCreateParams

// Made of the payment's own rows alone: asked again, it is the same in everything, as the key demands. It names no
// expiry, because our worker closes pages in time whatever clock Stripe and a demo live by.
async function sessionParams(till: Till, payment: Payment): Promise<SessionParams> {
	const payer = await ensurePayer(till, payment.customerId)
	const { invoices } = expectOk(await look(till.books, processor, findPayment, { id: payment.id }))
	const metadata = { payment_id: payment.id }
	const currency = payment.currency.toLowerCase()
	const numbers = invoices.map((invoice) => invoice.number).join(', ')
	const page = outcomePage(till, payment.id)
	return {
		mode: 'payment',
		customer: payer.processorCustomerId,
		client_reference_id: payment.id,
		locale: localeOf(payer.language),
		line_items: itemsOf(invoices, payment).map(({ name, amount }) => ({
			quantity: 1,
			price_data: { currency, unit_amount: amount, product_data: { name } },
		})),
		metadata,
		payment_intent_data: {
			description: numbers.slice(0, 1000),
			metadata,
			...(payment.saveCard ? { setup_future_usage: 'off_session' as const } : {}),
		},
		success_url: page,
		cancel_url: `${page}?returned=1`,
	}
}

const locales: Record<string, Stripe.Checkout.SessionCreateParams.Locale> = { en: 'en', ru: 'ru', zh: 'zh', vi: 'vi' }

/** The language in which Stripe's page speaks to the payer. */
export function localeOf(language: string): Stripe.Checkout.SessionCreateParams.Locale {
	return locales[language] ?? 'auto'
}

/** An item an invoice; in one when Stripe takes no more items or one of them is too fine for its units. */
function itemsOf(invoices: { number: string; chosenMinor: bigint }[], payment: Payment) {
	const items = invoices.map((invoice) => ({
		name: invoice.number,
		amount: chargeable(invoice.chosenMinor, payment.currency),
	}))
	const exact = items.filter((item): item is { name: string; amount: number } => item.amount !== undefined)
	if (exact.length === items.length && items.length <= 100) return exact
	const amount = chargeable(payment.amountMinor, payment.currency) ?? 0
	return [
		{
			name: items
				.map((item) => item.name)
				.join(', ')
				.slice(0, 250),
			amount,
		},
	]
}
