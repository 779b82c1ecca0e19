import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A team. Refuses `input.invalid` for a name that is empty, too long or taken. */
export async function addGroup(scope: Scope, input: { name: string }): Promise<{ id: string }> {
	permit(scope, 'staff.write')
	const name = readGroupName(input.name)
	const [group] = await scope.sql<{ id: string }[]>`
		insert into staff_group (name) values (${name}) on conflict (name) do nothing returning id`
	if (!group) refuse('input.invalid', { field: 'name', problem: 'taken' })
	await emit(scope, { kind: 'staff.updated', subject: { kind: 'staff_group', id: group.id }, facts: { team: name } })
	return group
}

/** What a team may be called. Refuses `input.invalid`. */
export function readGroupName(given: string): string {
	const name = given.trim()
	if (!name) refuse('input.invalid', { field: 'name', problem: 'too_small' })
	if (name.length > 80) refuse('input.invalid', { field: 'name', problem: 'too_big' })
	return name
}
