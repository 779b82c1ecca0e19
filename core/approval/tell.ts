import type { Scope } from '../act.ts'
import { cardEffects } from '../chat/card-copies.ts'
import { type Effect, queueEffects } from '../outbox/queue.ts'
import { type LockedRequest, staffIn } from './lock.ts'
import type { Table } from './steps.ts'
import { freeSeats } from './tally.ts'

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
	const letters = newly.map(({ userId }) => askingLetter(request.id, userId, 'asked'))
	await queueEffects(scope, [...(await cardsOf(scope, request)), ...letters])
}

function askingLetter(requestId: string, userId: string, why: string): Effect {
	return {
		kind: 'mail',
		key: `approval-${why}:${requestId}:${userId}`,
		payload: { letter: 'approval-asked', requestId, userId, again: why !== 'asked' },
	}
}

/** A second letter to those who could still decide one of the steps. */
export async function remindPeople(
	scope: Scope,
	{ id }: LockedRequest,
	{ steps, seats }: Table,
	positions: readonly number[],
): Promise<void> {
	const people = new Map<string, number>()
	for (const { position, said } of steps)
		for (const seat of positions.includes(position) ? (seats.get(position) ?? []) : [])
			for (const by of seat.by) if (freeSeats([seat], said, by).length > 0) people.set(by, position)
	await queueEffects(
		scope,
		[...people].map(([userId, position]) => askingLetter(id, userId, `reminded-${position}`)),
	)
}

type News = 'approved' | 'rejected' | 'outdated' | 'failed'

/**
 * Tells what became of a request: the cards, and by letter, unless it was taken back, the customer's side or the member of staff
 * who asked, and, where it was approved and could not be done, everybody who was asked.
 */
export async function tellEnd(scope: Scope, request: LockedRequest, state: News | 'withdrawn', comment: string) {
	const letters = state === 'withdrawn' ? [] : await newsLetters(scope, request, state, comment)
	await queueEffects(scope, [...(await cardsOf(scope, request)), ...letters])
}

async function newsLetters(scope: Scope, request: LockedRequest, news: News, comment: string): Promise<Effect[]> {
	const { id, requestedBy } = request
	const asker = staffIn(requestedBy)
	const people = news === 'failed' ? await askedPeople(scope, id) : []
	const readers = [...new Set([...(asker === null ? [] : [asker]), ...people])]
	const name = readers.length > 0 ? await actorName(scope) : ''
	const letters = readers.map((userId): Effect => {
		const payload = { letter: 'request-news', requestId: id, userId, news, name, comment }
		return { kind: 'mail', key: `request-news:${id}:${userId}`, payload }
	})
	if (request.subjectKind === 'contract_change')
		letters.push({
			kind: 'mail',
			key: `approval-decided:${id}`,
			payload: { letter: 'approval-decided', requestId: id },
		})
	return letters
}

async function askedPeople({ sql }: Scope, id: string): Promise<string[]> {
	const people = await sql<{ userId: string }[]>`
		select user_id as "userId" from approval_asked where request_id = ${id} order by 1`
	return people.map(({ userId }) => userId)
}

/** The acting person by name; the product has none. */
export async function actorName({ sql, actor }: Scope): Promise<string> {
	if (actor.kind !== 'staff') return ''
	const [user] = await sql<{ name: string }[]>`select name from staff_user where id = ${actor.userId}`
	return user?.name ?? ''
}

/**
 * Wants every copy of the card to show the request as it is now: one effect for each and revision, queued with what has changed it,
 * so that nothing has to look for them first.
 */
export async function tellCards(scope: Scope, request: LockedRequest): Promise<void> {
	await queueEffects(scope, await cardsOf(scope, request))
}

const cardsOf = async (scope: Scope, { id: requestId, revision, groupId, requestedBy }: LockedRequest) =>
	await cardEffects(scope, { requestId, revision, groupId, requesterId: staffIn(requestedBy) })

/** The next revision of a card, noted on the locked request. */
export async function revise(scope: Scope, request: LockedRequest): Promise<LockedRequest> {
	await scope.sql`update approval_request set revision = revision + 1 where id = ${request.id}`
	return { ...request, revision: request.revision + 1 }
}
