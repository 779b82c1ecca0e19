import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** Which state of a request its card shows, if it is up to date. Refuses `not_found`. */
export async function findRevision(scope: Scope, { id }: { id: string }): Promise<number> {
	permit(scope, 'staff.write')
	const [request] = await scope.sql<{ revision: number }[]>`select revision from approval_request where id = ${id}`
	return request?.revision ?? refuse('not_found', { noun: 'approval_request' })
}
