import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { type LockedRequest, ownRule } from './lock.ts'
import { type People, readPeople } from './people.ts'
import type { SubjectKind } from './register.ts'
import { groundOf, readSteps, seatsOfSteps, weigh } from './steps.ts'
import type { About } from './subject.ts'
import { unseenKinds } from './unseen.ts'

/** A request in a list. */
export type ListedRequest = {
	id: string
	kind: SubjectKind
	about: About
	customerName: string | null
	requester: string
	amountMinor: bigint | null
	currency: string | null
	requestedAt: Temporal.Instant
	state: LockedRequest['state']
	/** When its time runs out, of the open step that is first; null without a limit. */
	dueAt: Temporal.Instant | null
	escalated: boolean
	/** Fingerprint to send along with a decision. */
	seen: string
}

/** How many are weighed at a time. */
const atATime = 500

/**
 * What waits for the word of the acting member of staff, the longest waiting first. Whose word it is follows from roles,
 * teams and delegations of the moment, so all that waits is gone through.
 */
export async function listWaitingFor(scope: Scope): Promise<ListedRequest[]> {
	const { actor } = scope
	if (actor.kind !== 'staff') return []
	const within = actor.within ?? null
	const { sql } = scope
	const people = await readPeople(scope)
	const mine: ListedRequest[] = []
	let last: Row | undefined
	for (;;) {
		const after = last ? sql`(requested_at, request.id) > (${last.requestedAt}, ${last.id}::uuid)` : sql`true`
		const waiting = await listRows(
			scope,
			sql`request.state = 'waiting' and (${within}::uuid is null or request.group_id = ${within}::uuid) and ${after}`,
			atATime,
		)
		mine.push(...(await seatedOf(scope, actor.userId, waiting, people)))
		last = waiting.at(-1)
		if (waiting.length < atATime) return mine
	}
}

/** Of requests those with a seat that the person may still fill. */
async function seatedOf(scope: Scope, userId: string, waiting: readonly Row[], people: People) {
	const ids = waiting.map(({ id }) => id)
	const steps = Map.groupBy(ids.length > 0 ? await readSteps(scope, ids) : [], ({ requestId }) => requestId)
	return waiting.flatMap(({ groupId, ownerId, requestedBy, ownRule: rule, ...request }) => {
		const own = steps.get(request.id) ?? []
		const seats = seatsOfSteps(own, groundOf(request.kind, { groupId, ownerId, requestedBy, ownRule: rule }), people)
		return weigh({ steps: own, seats, people }, userId, 'approve').steps.length > 0 ? [request] : []
	})
}

type Row = ListedRequest & Pick<LockedRequest, 'groupId' | 'ownerId' | 'requestedBy' | 'ownRule'>

export async function listRows(scope: Scope, where: ReturnType<Scope['sql']>, limit: number): Promise<Row[]> {
	const { sql } = scope
	return await sql<Row[]>`
		select request.id, subject_kind as kind, about, customer.name as "customerName", ${actorName({ sql }, sql`requested_by`)} as requester,
			amount_minor as "amountMinor", request.currency, requested_at as "requestedAt", request.state, fingerprint as seen,
			request.group_id as "groupId", request.owner_id as "ownerId", requested_by as "requestedBy", ${ownRule({ sql })} as "ownRule",
			open.due_at as "dueAt", coalesce(open.escalated, false) as escalated
		from approval_request as request left join customer on customer.id = request.customer_id
			left join lateral (
				select min(due_at) as due_at, bool_or(escalated_at is not null) as escalated from approval_step
				where request_id = request.id and state = 'open'
			) as open on true
		where ${where} and subject_kind <> all(${unseenKinds(scope)}::text[]) order by requested_at, request.id limit ${limit}`
}
