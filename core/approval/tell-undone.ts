import type { Scope } from '../act.ts'
import { type Effect, queueEffects } from '../outbox/queue.ts'
import type { SubjectKind } from './subject-kinds.ts'
import { actorName } from './tell.ts'

type Undone = {
	kind: SubjectKind
	subjectId: string
	/** The moment it was done: that of the decision that did it. */
	doneAt: Temporal.Instant
	/** The id of what is taken back. */
	of: string
}

/** Tells those who agreed to something, and the member of staff who asked for it, that it is taken back; who does that knows. */
export async function tellUndone(scope: Scope, { kind, subjectId, doneAt, of }: Undone): Promise<void> {
	const { sql, actor } = scope
	const readers = await sql<{ requestId: string; userId: string }[]>`
		with request as (
			select id, requested_by from approval_request
			where subject_kind = ${kind} and subject_id = ${subjectId} and state = 'approved' and decided_at = ${doneAt}
		)
		select request.id as "requestId", staff_user.id as "userId" from request join staff_user on left_at is null
			and ('staff:' || staff_user.id = requested_by or 'staff:' || staff_user.id in (
				select said_by from approval_decision where request_id = request.id and says = 'approve'))
		where staff_user.id is distinct from ${actor.kind === 'staff' ? actor.userId : null}::uuid order by 1, 2`
	const name = await actorName(scope)
	await queueEffects(
		scope,
		readers.map(({ requestId, userId }): Effect => {
			const payload = { letter: 'request-news', requestId, userId, news: 'undone', name, comment: '' }
			return { kind: 'mail', key: `request-news:${requestId}:${userId}:${of}`, payload }
		}),
	)
}
