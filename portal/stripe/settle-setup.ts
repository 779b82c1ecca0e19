import type Stripe from 'stripe'
import { act, expectOk, look } from '#core/act.ts'
import { type CardSetup, findSetup } from '#core/payment/card-setup.ts'
import { cancelSetup, completeSetup } from '#core/payment/end-setup.ts'
import type { Card } from '#core/payment/keep-card.ts'
import { loggableError } from '../loggable-error.ts'
import { answered, UnreadableAnswer } from './answer.ts'
import { idOf, isUuid } from './id.ts'
import { processor, type Till } from './till.ts'

/** A page on which a card was to be kept, as it is now or was told. */
export async function settleSetupSession(till: Till, session: Stripe.Checkout.Session): Promise<void> {
	const setup = await findOurSetup(till, session.metadata?.card_setup_id)
	if (!setup) return
	const intentId = idOf(session.setup_intent)
	if (session.status === 'complete' && intentId) await settleSetupIntent(till, await readSetupIntent(till, intentId))
	if (session.status === 'expired' && (setup.sessionId === null || setup.sessionId === session.id))
		await act(till.books, processor, cancelSetup, { setupId: setup.id })
}

/** What Stripe says of setting a card up: once that has succeeded, the card is kept here too. */
export async function settleSetupIntent(till: Till, intent: Stripe.SetupIntent): Promise<void> {
	const setup = await findOurSetup(till, intent.metadata?.card_setup_id)
	const methodId = idOf(intent.payment_method)
	if (!setup || setup.state === 'succeeded' || intent.status !== 'succeeded' || !methodId) return
	const card = await readCard(till, methodId)
	expectOk(await act(till.books, processor, completeSetup, { setupId: setup.id, card }))
}

/** Asks Stripe how a setup stands when its message has not come yet. What it does not answer changes nothing. */
export async function refreshSetup(till: Till, setup: CardSetup): Promise<CardSetup> {
	if (setup.state !== 'started' || !setup.sessionId) return setup
	try {
		const session = answered(till.stripe.checkout.sessions.retrieve(setup.sessionId), 'checkout.session')
		await settleSetupSession(till, await session)
	} catch (error) {
		till.log.warn({ error: loggableError(error), setup: setup.id }, 'Stripe could not be asked how a setup stands')
	}
	return (await findOurSetup(till, setup.id)) ?? setup
}

async function findOurSetup(till: Till, id: string | undefined): Promise<CardSetup | undefined> {
	if (!id || !isUuid(id)) return undefined
	const found = await look(till.books, processor, findSetup, { id })
	return found.ok ? found.value : undefined
}

async function readSetupIntent(till: Till, id: string): Promise<Stripe.SetupIntent> {
	return await answered(till.stripe.setupIntents.retrieve(id), 'setup_intent')
}

async function readCard(till: Till, id: string): Promise<Card> {
	const { card } = await answered(till.stripe.paymentMethods.retrieve(id), 'payment_method')
	if (!card) throw new UnreadableAnswer('Stripe has kept something that is no card')
	return {
		processorMethodId: id,
		brand: card.brand,
		last4: card.last4,
		expiryMonth: card.exp_month,
		expiryYear: card.exp_year,
	}
}
