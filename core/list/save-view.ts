import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type Query, readAsked, writeAsked } from './asked.ts'
import type { ListName } from './list.ts'
import { lists } from './lists.ts'
import { listFor } from './own.ts'

export type SaveView = {
	list: ListName
	/** One to eighty letters; the view of that name, if there is one, is this from now on. */
	name: string
	query: Query
	/** Everybody's; for who may change the company's settings. */
	shared: boolean
}

const mostViews = 50

/**
 * Keeps what is asked of a list under a name, for oneself or for everybody. Refuses `input.invalid` for a name,
 * `list.too_many_views`, and what `readAsked` refuses.
 */
export async function saveView(scope: Scope, input: SaveView): Promise<{ id: string }> {
	permit(scope, 'customer.read')
	permit(scope, lists[input.list].permission)
	if (input.shared) permit(scope, 'company.write')
	const { sql, actor, now } = scope
	if (actor.kind !== 'staff') refuse('not_permitted', { action: lists[input.list].permission })
	const name = input.name.trim()
	if (name === '' || name.length > 80)
		refuse('input.invalid', { field: 'name', problem: name === '' ? 'too_small' : 'too_big' })
	const list = await listFor(scope, input.list)
	const query = writeAsked(actor, list, readAsked(actor, list, input.query))
	const ownerId = input.shared ? null : actor.userId
	const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
		select count(*)::int as count from list_view
		where list = ${list.name} and owner_id is not distinct from ${ownerId}::uuid and lower(name) <> lower(${name})`
	if (count >= mostViews) refuse('list.too_many_views', { most: mostViews })
	const [view] = await sql<{ id: string }[]>`
		insert into list_view (list, name, query, owner_id, saved_by, saved_at)
		select ${list.name}, ${name}, ${sql.json(query)}, ${ownerId}::uuid, staff_user.name, ${now}
		from staff_user where id = ${actor.userId}
		on conflict (list, owner_id, lower(name)) do update
			set name = excluded.name, query = excluded.query, saved_by = excluded.saved_by, saved_at = excluded.saved_at
		returning id`
	if (!view) refuse('not_found', { noun: 'staff_user' })
	const subject = { kind: 'list_view', id: view.id }
	if (input.shared) await emit(scope, { kind: 'list_view.shared', subject, facts: { list: list.name, name } })
	return view
}
