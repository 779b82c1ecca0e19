import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** The one group that the acting member of staff is in; null where they are in none, or in several. */
export async function findOwnGroup(scope: Scope): Promise<string | null> {
	permit(scope, 'customer.read')
	const { sql, actor } = scope
	if (actor.kind !== 'staff') return null
	const groups = await sql<{ id: string }[]>`
		select group_id as id from staff_group_member where user_id = ${actor.userId} limit 2`
	const [only] = groups
	return groups.length === 1 && only ? only.id : null
}
