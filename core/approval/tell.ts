import type { Scope } from '../act.ts'
import { type Effect, queueEffects } from '../outbox/queue.ts'
import { type LockedRequest, staffIn } from './lock.ts'
import type { Table } from './steps.ts'

/**
 * Asks everybody who may decide an open step now and has not been asked yet: by letter and with a card, and brings the
 * cards of all others up to date with `revision`.
 */
export async function askPeople(scope: Scope, request: LockedRequest, table: Table): Promise<void> {
	const asked = new Map<string, 'approver' | 'delegate' | 'escalation'>()
	for (const seat of [...table.seats.values()].flat())
		for (const id of seat.by) if (!asked.has(id)) asked.set(id, id === seat.userId ? seat.as : 'delegate')
	const newly = await scope.sql<{ userId: string }[]>`
		insert into approval_asked (request_id, user_id, asked_at, as_what)
		select ${request.id}, * from unnest(${[...asked.keys()]}::uuid[], ${[...asked.keys()].map(() => scope.now.toString())}::timestamptz[],
			${[...asked.values()]}::text[])
		on conflict do nothing returning user_id as "userId"`
	await queueEffects(
		scope,
		newly.map(({ userId }) => askingLetter(request.id, userId, 'asked')),
	)
	await tellCards(scope, request)
}

export function askingLetter(requestId: string, userId: string, why: 'asked' | 'reminded'): Effect {
	return {
		kind: 'mail',
		key: `approval-${why}:${requestId}:${userId}`,
		payload: { letter: 'approval-asked', requestId, userId },
	}
}

/**
 * Wants the card of everybody who was asked, and of the member of staff who asks, to show the request as it is now: one
 * effect for each person and revision, delivered by whatever channels they are connected to.
 */
export async function tellCards(scope: Scope, { id, revision, requestedBy }: LockedRequest): Promise<void> {
	const people = await scope.sql<{ userId: string }[]>`
		select user_id as "userId" from approval_asked where request_id = ${id}
		union select id from staff_user where id = ${staffIn(requestedBy)}::uuid order by 1`
	await queueEffects(
		scope,
		people.map(({ userId }) => ({
			kind: 'approval_card' as const,
			key: `approval-card:${id}:${revision}:${userId}`,
			payload: { requestId: id, revision, userId },
		})),
	)
}

/** The next revision of a card, noted on the locked request. */
export async function revise(scope: Scope, request: LockedRequest): Promise<LockedRequest> {
	await scope.sql`update approval_request set revision = revision + 1 where id = ${request.id}`
	return { ...request, revision: request.revision + 1 }
}
