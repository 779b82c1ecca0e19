import type { Scope } from '../act.ts'
import { may } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { unseenKinds } from './unseen.ts'

/**
 * SQL over `approval_request` as `request`: those that the actor may look at. A card shows how a customer stands, so it is for
 * whoever may see invoices; what is asked about colleagues for those who look after them. Whoever asked or was asked sees theirs.
 */
export function seenRequests({ sql, actor }: Scope) {
	if (actor.kind !== 'staff') return actor.kind === 'system' ? sql`true` : sql`false`
	return sql`(case when request.customer_id is null then ${may(actor, 'staff.write')}::boolean else ${may(actor, 'invoice.read')}::boolean end
		or request.requested_by = ${`staff:${actor.userId}`}
		or exists (select from approval_asked where request_id = request.id and user_id = ${actor.userId}::uuid))`
}

/**
 * Before anybody is told that they may not do something to a request: to whoever may not look at it, it is not there. Refuses
 * `not_found`.
 */
export async function requireSeen(scope: Scope, { id }: { id: string }): Promise<void> {
	if (!(await isSeen(scope, id))) refuse('not_found', { noun: 'approval_request' })
}

/** Whether the actor may look at a request for another reason than that it is theirs to decide and they have not been asked yet. */
export async function isSeen(scope: Scope, id: string): Promise<boolean> {
	const { sql, actor } = scope
	const within = actor.kind === 'staff' ? (actor.within ?? null) : null
	const found = await sql`
		select request.id from approval_request as request where request.id = ${id} and ${seenRequests(scope)}
			and subject_kind <> all(${unseenKinds(scope)}::text[]) and (${within}::uuid is null or group_id = ${within}::uuid)`
	return found.length > 0
}
