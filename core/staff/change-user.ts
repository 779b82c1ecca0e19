import type { Role, Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { closeCards } from '../chat/close-cards.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type SetRole = { userId: string; role: Role }

/**
 * What a member of staff may do from now on. Refuses `not_found`, `staff.last_administrator` where nobody would be left
 * to look after staff.
 */
export async function setRole(scope: Scope, { userId, role }: SetRole): Promise<{ id: string }> {
	permit(scope, 'staff.write')
	permitDecided(scope, 'user_access')
	const before = await lockUser(scope, userId)
	if (role !== 'administrator') await refuseLastAdministrator(scope, before)
	await scope.sql`update staff_user set role = ${role} where id = ${userId}`
	await note(scope, userId, { name: before.name, role, before: before.role })
	return { id: userId }
}

/** Who is asked where a workflow names the superior. Refuses `not_found`, `input.invalid` for the person themselves. */
export async function setSuperior(
	scope: Scope,
	{ userId, superiorId }: { userId: string; superiorId: string | null },
): Promise<{ id: string }> {
	permit(scope, 'staff.write')
	const { name } = await lockUser(scope, userId)
	if (superiorId === userId) refuse('input.invalid', { field: 'superior', problem: 'another person' })
	if (superiorId) await lockUser(scope, superiorId)
	await scope.sql`update staff_user set superior_id = ${superiorId} where id = ${userId}`
	await note(scope, userId, { name, superiorId })
	return { id: userId }
}

/** They can no longer sign in or decide; what they did keeps their name. Refuses `not_found`, `staff.last_administrator`. */
export async function endUser(scope: Scope, { userId }: { userId: string }): Promise<{ id: string }> {
	permit(scope, 'staff.write')
	const before = await lockUser(scope, userId)
	await refuseLastAdministrator(scope, before)
	await scope.sql`update staff_user set left_at = ${scope.now} where id = ${userId}`
	await closeCards(scope, { userId })
	await note(scope, userId, { name: before.name, left: true })
	return { id: userId }
}

type Locked = { id: string; name: string; role: Role }

async function lockUser({ sql }: Scope, id: string): Promise<Locked> {
	const [user] = await sql<
		Locked[]
	>`select id, name, role from staff_user where id = ${id} and left_at is null for update`
	return user ?? refuse('not_found', { noun: 'user' })
}

/** Every administrator is held, so that two do not take the role from each other at once. */
async function refuseLastAdministrator({ sql }: Scope, { id, role }: Locked): Promise<void> {
	if (role !== 'administrator') return
	const others = await sql`
		select from staff_user where role = 'administrator' and left_at is null and id <> ${id} order by id for update`
	if (others.length === 0) refuse('staff.last_administrator', {})
}

async function note(scope: Scope, id: string, facts: Record<string, unknown>): Promise<void> {
	await emit(scope, { kind: 'staff.updated', subject: { kind: 'staff_user', id }, facts })
}
