import type Stripe from 'stripe'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import { boolean, list, text } from './parameters.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

/** `pending_webhooks` counts deliveries that have not been answered yet. */
async function withPending(turn: Turn, events: Stripe.Event[]): Promise<Stripe.Event[]> {
	const ids = events.map((event) => event.id)
	const rows = await turn.store.sql<{ event: string }[]>`
		select event from card_sandbox.delivery where event = any(${ids}::text[]) and delivered_at is null`
	const pending = new Set(rows.map((row) => row.event))
	return events.map((event) => ({ ...event, pending_webhooks: pending.has(event.id) ? 1 : 0 }))
}

export const eventEndpoints: Endpoint[] = [
	endpoint(
		'GET',
		'/v1/events',
		'EventListParams',
		{ ...PAGE, created: CREATED, delivery_success: boolean(), type: text(), types: list(text()) },
		async (turn, _id, { created, delivery_success, type, types, ...page }) => {
			const { sql } = turn.store
			const wildcard = type?.endsWith('.*') === true ? `${type.slice(0, -1)}%` : undefined
			const condition = sql`
				${fieldsEqual(turn, { type: wildcard === undefined ? type : undefined })}
				${wildcard === undefined ? sql`` : sql`and body ->> 'type' like ${wildcard}`}
				${types === undefined ? sql`` : sql`and body ->> 'type' = any(${types}::text[])`}
				${
					delivery_success === undefined
						? sql``
						: sql`and exists (select from card_sandbox.delivery
								where event = object.id and (delivered_at is not null) = ${delivery_success})`
				}
				${createdWithin(turn, created)}`
			const found = await listPage(turn, 'event', '/v1/events', page, condition)
			return { ...found, data: await withPending(turn, found.data) }
		},
	),
	endpoint('GET', '/v1/events/:id', 'EventRetrieveParams', EXPAND, async (turn, id) => {
		const [event] = await withPending(turn, [await turn.store.need('event', id)])
		return event
	}),
]
