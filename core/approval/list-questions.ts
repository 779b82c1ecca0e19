import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { type ListedRequest, listRows } from './list-waiting.ts'

/** Requests of the acting member of staff that wait, and whose last word is a question to them; the longest waiting first. */
export async function listQuestionsTo(scope: Scope): Promise<ListedRequest[]> {
	permit(scope, 'contract.read')
	const { actor, sql } = scope
	if (actor.kind !== 'staff') return []
	const within = actor.within ?? null
	return await listRows(
		scope,
		sql`request.state = 'waiting' and requested_by = ${`staff:${actor.userId}`}
			and (${within}::uuid is null or request.group_id = ${within}::uuid)
			and (select says from approval_decision where request_id = request.id and says in ('ask', 'answer')
				order by sequence desc limit 1) = 'ask'`,
		50,
	)
}
