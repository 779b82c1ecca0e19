import type Stripe from 'stripe'
import { cancelIntent } from './capture.ts'
import { impossible } from './errors.ts'
import { changed, emit } from './events.ts'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import { emptyable, hash, mergedMetadata, metadata, oneOf, required, text } from './parameters.ts'
import { SESSION_FIELDS, SESSION_NOT_PLAYED } from './session-fields.ts'
import { openSession } from './session-open.ts'
import { cancelSetup } from './setup-intents.ts'
import { idOf, type Kept } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

type Session = Stripe.Checkout.Session

/** Closes a session that nobody finished; its row is held. What it began is canceled. */
export async function expireSession(turn: Turn, { body }: Kept<'checkout.session'>): Promise<Session> {
	if (body.status !== 'open') {
		throw impossible('Only Checkout Sessions with a status in ["open"] can be expired.')
	}
	const expired = await turn.store.keep('checkout.session', { ...body, status: 'expired', url: null })
	const intent = idOf(body.payment_intent)
	if (intent !== null) {
		const kept = await turn.store.needHeld('payment_intent', intent)
		if (kept.body.status !== 'canceled') await cancelIntent(turn, kept, 'automatic')
	}
	const setup = idOf(body.setup_intent)
	if (setup !== null) await cancelSetup(turn, await turn.store.needHeld('setup_intent', setup), 'abandoned')
	await emit(turn, 'checkout.session.expired', expired)
	return expired
}

export const checkoutEndpoints: Endpoint[] = [
	endpoint(
		'POST',
		'/v1/checkout/sessions',
		'Checkout.SessionCreateParams',
		SESSION_FIELDS,
		(turn, _id, params) => openSession(turn, params),
		SESSION_NOT_PLAYED,
	),
	endpoint(
		'GET',
		'/v1/checkout/sessions',
		'Checkout.SessionListParams',
		{
			...PAGE,
			created: CREATED,
			customer: text(),
			customer_details: hash({ email: required(text()) }),
			payment_intent: text(),
			status: oneOf('complete', 'expired', 'open'),
		},
		(turn, _id, { created, customer, customer_details, payment_intent, status, ...page }) => {
			const { sql } = turn.store
			const email = customer_details?.email
			return listPage(
				turn,
				'checkout.session',
				'/v1/checkout/sessions',
				page,
				sql`${fieldsEqual(turn, { customer, payment_intent, status })} ${createdWithin(turn, created)}
					${email === undefined ? sql`` : sql`and body -> 'customer_details' ->> 'email' = ${email}`}`,
			)
		},
		['customer_account', 'payment_link', 'subscription'],
	),
	endpoint('GET', '/v1/checkout/sessions/:id', 'Checkout.SessionRetrieveParams', EXPAND, (turn, id) =>
		turn.store.need('checkout.session', id),
	),
	endpoint(
		'POST',
		'/v1/checkout/sessions/:id',
		'Checkout.SessionUpdateParams',
		{ ...EXPAND, metadata: emptyable(metadata()) },
		async (turn, id, params) => {
			const { body } = await turn.store.needHeld('checkout.session', id)
			const after = { ...body, metadata: mergedMetadata(body.metadata, params.metadata) }
			return Object.keys(changed(body, after)).length === 0 ? body : turn.store.keep('checkout.session', after)
		},
		['collected_information', 'line_items', 'payment_intent_data', 'shipping_options'],
	),
	endpoint('POST', '/v1/checkout/sessions/:id/expire', 'Checkout.SessionExpireParams', EXPAND, async (turn, id) =>
		expireSession(turn, await turn.store.needHeld('checkout.session', id)),
	),
	endpoint(
		'GET',
		'/v1/checkout/sessions/:id/line_items',
		'Checkout.SessionListLineItemsParams',
		PAGE,
		async (turn, id, page) => {
			await turn.store.need('checkout.session', id)
			const all = await turn.store.owned('item', id)
			const from = page.starting_after === undefined ? 0 : all.findIndex((line) => line.id === page.starting_after) + 1
			const data = all.slice(from, from + (page.limit ?? 10))
			return {
				object: 'list',
				data,
				has_more: from + data.length < all.length,
				url: `/v1/checkout/sessions/${id}/line_items`,
			}
		},
	),
]
