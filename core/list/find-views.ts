import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { Refused } from '../refusal.ts'
import { type Query, readAsked } from './asked.ts'
import type { List, ListName } from './list.ts'
import { lists } from './lists.ts'
import { listFor } from './own.ts'

export type FoundView = {
	id: string
	name: string
	/** What the list's address says. */
	query: Query
	shared: boolean
	savedBy: string
}

/** The views of a list that are the actor's own or everybody's, by name; none that asks for what they may not see. */
export async function findViews(scope: Scope, { list }: { list: ListName }): Promise<FoundView[]> {
	permit(scope, 'customer.read')
	permit(scope, lists[list].permission)
	const { sql, actor } = scope
	if (actor.kind !== 'staff') return []
	const views = await sql<FoundView[]>`
		select id, name, query, owner_id is null as shared, saved_by as "savedBy" from list_view
		where list = ${list} and (owner_id is null or owner_id = ${actor.userId})
		order by owner_id is null desc, name collate people, id`
	const described = await listFor(scope, list)
	return views.filter(({ query }) => isUnderstood(scope, described, query))
}

function isUnderstood({ actor }: Scope, list: List, query: Query): boolean {
	try {
		readAsked(actor, list, query)
		return true
	} catch (error) {
		if (error instanceof Refused) return false
		throw error
	}
}
