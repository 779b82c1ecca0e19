import type Stripe from 'stripe'
import { attempt, refuseChallenge } from '../attempt.ts'
import { Declined } from '../errors.ts'
import { pageOf, resumeSession, successUrl } from '../session-pay.ts'
import { attemptSetup, refuseSetupChallenge } from '../setup-attempt.ts'
import { type Hidden, idOf, type Kept } from '../store.ts'
import type { Turn } from '../turn.ts'
import type { Works } from '../works.ts'
import type { ChallengeView } from './small-pages.ts'
import { languageOf, wordsOf } from './words.ts'

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent

async function intentOf(turn: Turn, token: string): Promise<{ body: Intent; hidden: Hidden } | null> {
	const rows = await turn.store.sql<{ body: Intent; hidden: Hidden }[]>`
		select body, hidden from card_sandbox.object where hidden ? 'challenge' and hidden ->> 'challenge' = ${token}`
	return rows[0] ?? null
}

/** What the bank's page shows, and where it may lead. @returns null when no intent waits for this challenge */
export async function challengeView(
	works: Works,
	turn: Turn,
	token: string,
	accepted: string | undefined,
): Promise<{ view: ChallengeView; leadsTo: (string | null)[] } | null> {
	const kept = await intentOf(turn, token)
	if (kept === null) return null
	const session =
		typeof kept.hidden.session === 'string' ? await turn.store.find('checkout.session', kept.hidden.session) : undefined
	const language = languageOf(session?.body.locale ?? null, accepted)
	const payment = kept.body.object === 'payment_intent' ? kept.body : null
	return {
		view: {
			token,
			merchant: works.merchant,
			words: wordsOf(language),
			language,
			amount: payment?.amount ?? null,
			currency: payment?.currency ?? null,
		},
		leadsTo: [
			session?.body.success_url ?? null,
			typeof kept.hidden.return_url === 'string' ? kept.hidden.return_url : null,
		],
	}
}

/** Where Stripe sends the customer back to after a challenge of an intent that has no session. */
function returnUrl(intent: Intent, hidden: Hidden, succeeded: boolean, publicUrl: string): string {
	const url = new URL(typeof hidden.return_url === 'string' ? hidden.return_url : publicUrl)
	url.searchParams.set(intent.object, intent.id)
	url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '')
	url.searchParams.set('redirect_status', succeeded ? 'succeeded' : 'failed')
	return url.toString()
}

async function resume(turn: Turn, intent: Intent, passed: boolean): Promise<Intent | Declined> {
	const method = (await turn.store.needHeld('payment_method', idOf(intent.payment_method) ?? '')).body
	const how = { authenticated: true, returnUrl: null, useSdk: false }
	if (intent.object === 'payment_intent') {
		return passed
			? attempt(turn, intent, method, { ...how, offSession: false, errorOnAction: false })
			: refuseChallenge(turn, intent, method)
	}
	return passed ? attemptSetup(turn, intent, method, how) : refuseSetupChallenge(turn, intent, method)
}

/** The customer's answer to the bank. @returns where to go next */
export async function answerChallenge(turn: Turn, token: string, passed: boolean): Promise<string> {
	const found = await intentOf(turn, token)
	const owner = typeof found?.hidden.session === 'string' ? found.hidden.session : null
	// A session is always held before its intent, here as on its own page, so that the two never wait for each other.
	const session = owner === null ? null : ((await turn.store.hold('checkout.session', owner)) ?? null)
	const kept = await held(turn, found)
	if (found === null || kept === null || kept.hidden.challenge !== token) {
		return session === null ? turn.publicUrl : pageOf(turn, session.body.id)
	}
	if (session === null) {
		const result = await resume(turn, kept.body, passed)
		return returnUrl(kept.body, kept.hidden, !(result instanceof Declined), turn.publicUrl)
	}
	if (session.body.status !== 'open' || session.body.expires_at <= turn.now) return pageOf(turn, session.body.id)
	const ending = await resumeSession(turn, session, kept.body, passed)
	return ending.kind === 'complete' ? successUrl(ending.session) : pageOf(turn, session.body.id)
}

async function held(
	turn: Turn,
	found: { body: Intent } | null,
): Promise<Kept<'payment_intent'> | Kept<'setup_intent'> | null> {
	if (found === null) return null
	return (await turn.store.hold(found.body.object, found.body.id)) as
		| Kept<'payment_intent'>
		| Kept<'setup_intent'>
		| null
}
