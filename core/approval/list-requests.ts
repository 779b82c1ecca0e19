import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { type ListedRequest, listRows } from './list-waiting.ts'
import { seenRequests } from './seen-requests.ts'

/** Requests that wait for anybody, the longest waiting first; or decided ones, the latest first. */
export async function listRequests(
	scope: Scope,
	{ show, limit }: { show: 'waiting' | 'decided'; limit: number },
): Promise<ListedRequest[]> {
	permit(scope, 'contract.read')
	const { sql, actor } = scope
	if (actor.kind === 'contact' || actor.kind === 'link') return []
	const seen = seenRequests(scope)
	if (show === 'waiting') return await listRows(scope, sql`request.state = 'waiting' and ${seen}`, limit)
	const latest = await listRows(
		scope,
		sql`request.id in (select request.id from approval_request as request where state <> 'waiting' and ${seen}
			order by decided_at desc limit ${limit})`,
		limit,
	)
	return latest.reverse()
}
