import { type Request, type Response, Router } from 'express'
import type Stripe from 'stripe'
import { parseForm, readBody } from '../form.ts'
import { type Ending, intentDataOf, paySession, successUrl } from '../session-pay.ts'
import { idOf, type Kept, Store } from '../store.ts'
import type { Turn } from '../turn.ts'
import type { Works } from '../works.ts'
import { answerChallenge, challengeView } from './challenge.ts'
import { type CheckoutView, checkoutPage } from './checkout-page.ts'
import { checkEntry } from './entry.ts'
import { frame, sendPage } from './frame.ts'
import type { Html } from './html.ts'
import { challengePage, notice, receiptPage } from './small-pages.ts'
import { STYLE } from './style.ts'
import { grouped } from './test-cards.ts'
import { declineWords, type Language, languageOf, say, type Words, wordsOf } from './words.ts'

type Shown = { status: number; title: string; body: Html; leadsTo?: (string | null)[] } | { redirect: string }

function turnOf(works: Works, store: Store): Turn {
	return {
		store,
		now: Math.floor(works.clock.now().epochMilliseconds / 1000),
		requestId: null,
		idempotencyKey: null,
		publicUrl: works.publicUrl(),
		written: { events: 0 },
	}
}

/** Works on a page's answer in one transaction, and wakes delivering when it wrote events. */
async function inTurn<T>(works: Works, work: (turn: Turn) => Promise<T>): Promise<T> {
	await works.ready()
	const { result, events } = await works.sql.begin(async (sql) => {
		const turn = turnOf(works, new Store(sql))
		return { result: await work(turn), events: turn.written.events }
	})
	if (events > 0) works.wake()
	return result as T
}

function closed(works: Works, session: Stripe.Checkout.Session, words: Words): Shown {
	const facts = { merchant: works.merchant }
	if (session.status === 'complete') {
		const onward = { label: words.goOn, url: successUrl(session) }
		return { status: 200, title: words.complete, body: notice(words.complete, words.completeText, onward) }
	}
	const back = session.cancel_url
	return {
		status: 410,
		title: words.expired,
		body: notice(
			words.expired,
			words.expiredText,
			back === null ? null : { label: say(words.backTo, facts), url: back },
		),
	}
}

async function savedCards(turn: Turn, session: Stripe.Checkout.Session): Promise<Stripe.PaymentMethod[]> {
	const customer = idOf(session.customer)
	const filters = session.saved_payment_method_options?.allow_redisplay_filters ?? []
	if (customer === null || session.mode !== 'payment') return []
	const rows = await turn.store.sql<{ body: Stripe.PaymentMethod }[]>`
		select body from card_sandbox.object where body ->> 'customer' = ${customer} and kind = 'payment_method'
			and body ->> 'allow_redisplay' = any(${filters}::text[]) order by made desc limit 10`
	return rows.map((row) => row.body)
}

async function viewOf(
	works: Works,
	turn: Turn,
	kept: Kept<'checkout.session'>,
	language: Language,
): Promise<CheckoutView> {
	const session = kept.body
	const customer = idOf(session.customer)
	const known = customer === null ? null : (await turn.store.find('customer', customer))?.body
	const email = session.customer_email ?? (known && !known.deleted ? known.email : null)
	return {
		session,
		lines: await turn.store.owned('item', session.id),
		saved: await savedCards(turn, session),
		merchant: works.merchant,
		language,
		words: wordsOf(language),
		fixedEmail: email,
		forLater: session.mode === 'setup' || intentDataOf(kept).setup_future_usage !== undefined,
		typed: null,
		problems: {},
		declined: null,
	}
}

function shown(view: CheckoutView, status = 200): Shown {
	const { session, words, merchant } = view
	const title = say(session.mode === 'setup' ? words.saveFor : words.payTo, { merchant })
	return { status, title, body: checkoutPage(view), leadsTo: [session.success_url, session.cancel_url] }
}

/** What the last attempt on the session's intent ended with, for the page after a failed challenge. */
async function lastDecline(turn: Turn, session: Stripe.Checkout.Session, words: Words): Promise<string | null> {
	const payment = idOf(session.payment_intent)
	const setup = idOf(session.setup_intent)
	const error =
		payment !== null
			? (await turn.store.find('payment_intent', payment))?.body.last_payment_error
			: setup !== null
				? (await turn.store.find('setup_intent', setup))?.body.last_setup_error
				: null
	return error ? declineWords(words, error.code ?? '', error.decline_code ?? null) : null
}

async function press(
	works: Works,
	turn: Turn,
	kept: Kept<'checkout.session'>,
	body: string,
	language: Language,
): Promise<Shown> {
	const view = await viewOf(works, turn, kept, language)
	const checked = checkEntry(
		parseForm(body),
		{
			fixedEmail: view.fixedEmail,
			wantsAddress: kept.body.billing_address_collection === 'required',
			savedIds: view.saved.map((method) => method.id),
			now: turn.now,
		},
		view.words,
	)
	if (!checked.ok) return shown({ ...view, problems: checked.problems, typed: checked.typed }, 422)
	const ending: Ending = await paySession(turn, kept, checked.payer, checked.card)
	if (ending.kind === 'complete') return { redirect: successUrl(ending.session) }
	if (ending.kind === 'challenge') return { redirect: ending.url }
	const declined = declineWords(view.words, ending.code, ending.declineCode)
	const entered = 'card' in checked.card ? checked.card : null
	const typed = {
		email: checked.payer.email,
		name: checked.payer.name ?? '',
		country: checked.payer.country ?? '',
		line1: checked.payer.address?.line1 ?? '',
		city: checked.payer.address?.city ?? '',
		postalCode: checked.payer.address?.postal_code ?? '',
		number: entered === null ? '' : grouped(entered.card.number),
		expiry: entered === null ? '' : `${String(entered.expMonth).padStart(2, '0')}/${entered.expYear % 100}`,
		cvc: '',
		saved: 'saved' in checked.card ? checked.card.saved : '',
		save: entered?.save === true,
	}
	return shown({ ...view, typed, declined }, 402)
}

function send(response: Response, answer: Shown, language: Language): void {
	if ('redirect' in answer) {
		response.status(303).setHeader('Location', answer.redirect)
		response.setHeader('Cache-Control', 'no-store')
		response.end()
		return
	}
	sendPage(response, answer.status, frame(language, wordsOf(language), answer.title, answer.body), answer.leadsTo)
}

async function answerSession(works: Works, request: Request, response: Response): Promise<void> {
	const body = request.method === 'POST' ? await readBody(request) : null
	const accepted = request.headers['accept-language']
	const { answer, language } = await inTurn(works, async (turn) => {
		const kept = await turn.store.hold('checkout.session', String(request.params.id))
		const language = languageOf(kept?.body.locale ?? null, accepted)
		const words = wordsOf(language)
		if (kept === undefined) {
			const gone: Shown = { status: 404, title: words.missing, body: notice(words.missing, words.missingText, null) }
			return { answer: gone, language }
		}
		const open = kept.body.status === 'open' && kept.body.expires_at > turn.now
		if (!open && kept.body.status === 'complete' && body !== null) {
			return { answer: { redirect: successUrl(kept.body) } as Shown, language }
		}
		if (!open) return { answer: closed(works, kept.body, words), language }
		if (body !== null) return { answer: await press(works, turn, kept, body, language), language }
		const view = await viewOf(works, turn, kept, language)
		return { answer: shown({ ...view, declined: await lastDecline(turn, kept.body, words) }), language }
	})
	send(response, answer, language)
}

async function answerChallengePage(works: Works, request: Request, response: Response): Promise<void> {
	const form = request.method === 'POST' ? parseForm(await readBody(request)) : null
	const token = String(request.params.token)
	const result = await inTurn(works, async (turn) => {
		const found = await challengeView(works, turn, token, request.headers['accept-language'])
		if (found === null) return null
		if (form === null) return { found, redirect: null }
		return { found, redirect: await answerChallenge(turn, token, form.answer === 'complete') }
	})
	if (result === null) {
		const language = languageOf(null, request.headers['accept-language'])
		const words = wordsOf(language)
		send(
			response,
			{ status: 404, title: words.missing, body: notice(words.missing, words.missingText, null) },
			language,
		)
		return
	}
	const { view, leadsTo } = result.found
	if (result.redirect !== null) return send(response, { redirect: result.redirect }, view.language)
	send(response, { status: 200, title: view.words.challenge, body: challengePage(view), leadsTo }, view.language)
}

async function answerReceipt(works: Works, request: Request, response: Response): Promise<void> {
	const language = languageOf(null, request.headers['accept-language'])
	const words = wordsOf(language)
	const kept = await inTurn(works, (turn) => turn.store.find('charge', String(request.params.id)))
	const answer: Shown =
		kept === undefined || kept.body.status !== 'succeeded'
			? { status: 404, title: words.missing, body: notice(words.missing, words.missingText, null) }
			: {
					status: 200,
					title: say(words.receipt, { merchant: works.merchant }),
					body: receiptPage(kept.body, works.merchant, words, language),
				}
	send(response, answer, language)
}

/** Everything under `/sandbox/`: the hosted pages, as a person sees them. */
export function pageRoutes(works: Works): Router {
	const router = Router()
	const page =
		(answer: (works: Works, request: Request, response: Response) => Promise<void>) =>
		(request: Request, response: Response, next: (error: unknown) => void): void => {
			answer(works, request, response).catch(next)
		}
	router.get('/style.css', (_request, response) => {
		response.type('text/css').setHeader('Cache-Control', 'public, max-age=3600')
		response.end(STYLE)
	})
	router.get('/pay/:id', page(answerSession))
	router.post('/pay/:id', page(answerSession))
	router.get('/challenge/:token', page(answerChallengePage))
	router.post('/challenge/:token', page(answerChallengePage))
	router.get('/receipts/:id', page(answerReceipt))
	return router
}
