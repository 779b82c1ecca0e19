import type Stripe from 'stripe'
import { freshId, type Kind, type Kinds } from './store.ts'
import type { Turn } from './turn.ts'

export const API_VERSION = '2026-10-28.endive'

/** The event types that the sandbox writes. */
export type EventType = Extract<
	Stripe.Event.Type,
	| `charge.${'succeeded' | 'failed' | 'captured' | 'refunded' | 'updated' | 'expired'}`
	| `charge.dispute.${string}`
	| 'charge.refund.updated'
	| `checkout.session.${'completed' | 'expired'}`
	| `customer.${'created' | 'updated' | 'deleted'}`
	| `payment_intent.${string}`
	| `payment_method.${string}`
	| `refund.${string}`
	| `setup_intent.${string}`
>

/**
 * Writes an event with the object as it is now, and its delivery, in the transaction of the turn: neither is seen
 * unless the change itself is.
 *
 * @param previous for `*.updated`: what the changed fields held before
 */
export async function emit<K extends Kind>(
	turn: Turn,
	type: EventType,
	object: Kinds[K],
	previous?: Partial<Kinds[K]>,
): Promise<void> {
	const event = {
		id: freshId('evt'),
		object: 'event',
		api_version: API_VERSION,
		created: turn.now,
		data: { object: structuredClone(object), ...(previous === undefined ? {} : { previous_attributes: previous }) },
		livemode: false,
		pending_webhooks: 1,
		request: { id: turn.requestId, idempotency_key: turn.idempotencyKey },
		type,
	} as unknown as Stripe.Event
	await turn.store.add('event', event)
	await turn.store.sql`insert into card_sandbox.delivery (event, due_at) values (${event.id}, now())`
	turn.written.events += 1
}

/** The fields of `before` that differ in `after`: the `previous_attributes` of an update. */
export function changed<T extends object>(before: T, after: T): Partial<T> {
	const previous: Partial<T> = {}
	for (const key of Object.keys(after) as (keyof T)[]) {
		if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) previous[key] = before[key]
	}
	return previous
}

/** Something that the processor does by itself some seconds later: a dispute, the end of a refund, settlement. */
export type Later =
	| 'settle'
	| 'dispute'
	| 'dispute_won'
	| 'dispute_lost'
	| 'refund_fails'
	| 'refund_succeeds'
	| 'refund_reference'

export async function later(turn: Turn, what: Later, subject: string, seconds: number): Promise<void> {
	await turn.store.sql`insert into card_sandbox.later (what, subject, due_at)
		values (${what}, ${subject}, now() + make_interval(secs => ${seconds}::float8))`
	turn.written.events += 1
}
