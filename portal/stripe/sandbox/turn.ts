import { type Fields, noneOf, type Taken } from './parameters.ts'
import type { Store } from './store.ts'

export type Clock = { now(): Temporal.Instant }

/** One request being answered: its transaction, its moment, and who asked. */
export type Turn = {
	store: Store
	/** Seconds since 1970, as the API counts. */
	now: number
	requestId: string | null
	idempotencyKey: string | null
	publicUrl: string
	/** Events and follow-ups written in this turn; delivering is woken when it commits. */
	written: { events: number }
}

/** What the observer of the sandbox sees of one exchange; used to hold both sides against the SDK's types. */
export type Exchange = {
	method: string
	path: string
	/** The endpoint's pattern, e.g. `/v1/customers/:id`, or null where there is none. */
	pattern: string | null
	params: unknown
	status: number
	answer: unknown
}

export type Endpoint = {
	method: 'GET' | 'POST' | 'DELETE'
	pattern: string
	fields: Fields
	/** The SDK's name of the parameter type, e.g. `CustomerCreateParams`. */
	type: string
	answer(turn: Turn, ids: string[], params: unknown): Promise<unknown>
}

/**
 * Declares an endpoint with the types of its parameters kept together.
 *
 * @param others parameters that the SDK's type has and the sandbox does not play
 */
export function endpoint<F extends Fields>(
	method: Endpoint['method'],
	pattern: string,
	type: string,
	fields: F,
	answer: (turn: Turn, id: string, params: Taken<F>) => Promise<unknown>,
	others: readonly string[] = [],
): Endpoint {
	return {
		method,
		pattern,
		type,
		fields: { ...noneOf(others), ...fields },
		answer: (turn, ids, params) => answer(turn, ids[0] ?? '', params as Taken<F>),
	}
}
