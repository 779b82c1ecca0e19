import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** The group that a request is of; null for none. */
export async function findRequestGroup(scope: Scope, { id }: { id: string }): Promise<string | null> {
	permit(scope, 'staff.write')
	const [request] = await scope.sql<{ groupId: string | null }[]>`
		select group_id as "groupId" from approval_request where id = ${id}`
	return request?.groupId ?? null
}
