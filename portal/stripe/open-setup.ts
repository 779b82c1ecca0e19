import Stripe from 'stripe'
import { type Actor, act, expectOk, type Outcome } from '#core/act.ts'
import type { CardSetup } from '#core/payment/card-setup.ts'
import { cancelSetup, keepSetupPage } from '#core/payment/end-setup.ts'
import { forgetPayer } from '#core/payment/keep-payer.ts'
import { type StartSetup, startSetup } from '#core/payment/start-setup.ts'
import { loggableError } from '../loggable-error.ts'
import { answered, listed } from './answer.ts'
import { localeOf } from './checkout.ts'
import { closeSession } from './close.ts'
import { isLate, once } from './once.ts'
import { ensurePayer } from './payer.ts'
import { settleSetupSession } from './settle-setup.ts'
import { processor, type Till, unavailable } from './till.ts'

type Session = Stripe.Checkout.Session

/** The page that waits for a card to be kept. */
export function setupPage(till: Pick<Till, 'publicUrl'>, setupId: string): string {
	return `${till.publicUrl}/cards/setups/${setupId}`
}

/**
 * Opens the card processor's page on which a card is kept for later charges. Answers where to send the person. Refuses
 * what `startSetup` refuses, and payment.processor_unavailable: pressing again goes on where this stopped.
 */
export async function openSetup(till: Till, actor: Actor, input: StartSetup): Promise<Outcome<{ url: string }>> {
	const started = await act(till.books, actor, startSetup, input)
	if (!started.ok) return started
	const setup = started.value
	const waiting = { ok: true as const, value: { url: setupPage(till, setup.id) } }
	if (setup.state !== 'started') return waiting
	if (setup.sessionUrl) return { ok: true, value: { url: setup.sessionUrl } }
	try {
		const session = await makeSession(till, setup)
		if (session.status !== 'open' || !session.url) {
			await settleSetupSession(till, session)
			return waiting
		}
		const page = { setupId: setup.id, sessionId: session.id, url: session.url }
		const kept = expectOk(await act(till.books, processor, keepSetupPage, page))
		if (kept.sessionId === session.id) return { ok: true, value: { url: session.url } }
		await closeSession(till, session.id)
		return waiting
	} catch (error) {
		const trouble = error instanceof Stripe.errors.StripeError || (error as Error).name === 'UnreadableAnswer'
		if (!trouble) throw error
		till.log.warn({ error: loggableError(error), setup: setup.id }, 'Stripe could not open a page to keep a card on')
		await forgetUnknown(till, setup, error)
		return unavailable
	}
}

/** Of another account, or of a sandbox that was thrown away: the next press makes a new customer there. */
async function forgetUnknown(till: Till, setup: CardSetup, error: unknown): Promise<void> {
	if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return
	if (error.code !== 'resource_missing' || error.param !== 'customer') return
	const { customerId } = setup
	const { processorCustomerId } = await ensurePayer(till, customerId)
	await act(till.books, processor, forgetPayer, { customerId, processorCustomerId })
	await act(till.books, processor, cancelSetup, { setupId: setup.id })
}

// Made of the setup's own row alone: asked again, it is the same in everything, as the key demands.
async function makeSession(till: Till, setup: CardSetup): Promise<Session> {
	const payer = await ensurePayer(till, setup.customerId)
	const { sessions } = till.stripe.checkout
	const metadata = { card_setup_id: setup.id }
	const page = setupPage(till, setup.id)
	const params: Stripe.Checkout.SessionCreateParams = {
		mode: 'setup',
		customer: payer.processorCustomerId,
		client_reference_id: setup.id,
		allowed_payment_method_types: ['card'],
		locale: localeOf(payer.language),
		metadata,
		setup_intent_data: { metadata },
		success_url: page,
		cancel_url: `${page}?returned=1`,
	}
	return await once(
		`card-setup:${setup.id}`,
		(idempotencyKey) => answered(sessions.create(params, { idempotencyKey }), 'checkout.session'),
		async () => {
			const made = await listed(sessions.list({ customer: payer.processorCustomerId, limit: 100 }))
			return made.find((session) => session.metadata?.card_setup_id === setup.id)
		},
		isLate(setup.id),
	)
}
