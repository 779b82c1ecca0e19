import type { Scope } from '../act.ts'
import { may, permit } from '../permit.ts'
import { type ListedRequest, listRows } from './list-waiting.ts'

/** Requests that wait for anybody, the longest waiting first; or decided ones, the latest first. */
export async function listRequests(
	scope: Scope,
	{ show, limit }: { show: 'waiting' | 'decided'; limit: number },
): Promise<ListedRequest[]> {
	permit(scope, 'contract.read')
	const { sql, actor } = scope
	if (actor.kind === 'contact' || actor.kind === 'link') return []
	// What is asked about colleagues is seen by those who look after them, and by those it was sent to.
	const userId = actor.kind === 'staff' ? actor.userId : null
	const seen = may(actor, 'staff.write')
		? sql`true`
		: sql`(request.customer_id is not null or requested_by = ${`staff:${userId}`}
			or exists (select from approval_asked where request_id = request.id and user_id = ${userId}::uuid))`
	if (show === 'waiting') return await listRows(scope, sql`request.state = 'waiting' and ${seen}`, limit)
	const latest = await listRows(
		scope,
		sql`request.id in (select id from approval_request where state <> 'waiting' order by decided_at desc limit ${limit}) and ${seen}`,
		limit,
	)
	return latest.reverse()
}
