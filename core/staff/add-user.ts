import { z } from 'zod'
import type { Role, Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import type { Language } from '../company/read.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type AddUser = {
	name: string
	email: string
	role: Role
	language?: Language
	groups?: { id: string; lead?: boolean }[]
}

/** A staff member who signs in by mail. Refuses `input.invalid`, also for an address that is taken. */
export async function addUser(scope: Scope, input: AddUser): Promise<{ id: string }> {
	permit(scope, 'staff.write')
	permitDecided(scope, 'user_access')
	const { sql } = scope
	const email = input.email.trim()
	if (!z.email().max(254).safeParse(email).success) refuse('input.invalid', { field: 'email', problem: 'invalid' })
	const [user] = await sql<{ id: string }[]>`
		insert into staff_user (name, email, role, language, created_at)
		values (${input.name.trim()}, ${email}, ${input.role}, ${input.language ?? 'en'}, ${scope.now})
		on conflict (lower(email)) do nothing returning id`
	if (!user) refuse('input.invalid', { field: 'email', problem: 'taken' })
	for (const group of input.groups ?? [])
		await sql`insert into staff_group_member (group_id, user_id, lead) values (${group.id}, ${user.id}, ${group.lead ?? false})`
	return user
}
