import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A team. Refuses `input.invalid` for a name that is empty or taken. */
export async function addGroup(scope: Scope, input: { name: string }): Promise<{ id: string }> {
	permit(scope, 'staff.write')
	const name = input.name.trim()
	if (!name) refuse('input.invalid', { field: 'name', problem: 'too_small' })
	const [group] = await scope.sql<{ id: string }[]>`
		insert into staff_group (name) values (${name}) on conflict (name) do nothing returning id`
	if (!group) refuse('input.invalid', { field: 'name', problem: 'taken' })
	return group
}
