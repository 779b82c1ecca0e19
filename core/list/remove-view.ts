import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { ListName } from './list.ts'
import { lists } from './lists.ts'

/** Forgets a view: one's own, or everybody's for who may change the company's settings. Refuses `not_found`. */
export async function removeView(scope: Scope, { list, id }: { list: ListName; id: string }): Promise<void> {
	permit(scope, 'customer.read')
	permit(scope, lists[list].permission)
	const { sql, actor } = scope
	if (actor.kind !== 'staff') refuse('not_permitted', { action: lists[list].permission })
	const [view] = await sql<{ name: string; ownerId: string | null }[]>`
		select name, owner_id as "ownerId" from list_view
		where id = ${id} and list = ${list} and (owner_id is null or owner_id = ${actor.userId}) for update`
	if (!view) refuse('not_found', { noun: 'list_view' })
	if (view.ownerId === null) permit(scope, 'company.write')
	await sql`delete from list_view where id = ${id}`
	if (view.ownerId === null)
		await emit(scope, {
			kind: 'list_view.removed',
			subject: { kind: 'list_view', id },
			facts: { list, name: view.name },
		})
}
