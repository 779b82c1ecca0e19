import type { Role, Scope } from '../act.ts'
import { permit } from '../permit.ts'

export type FoundUser = {
	id: string
	name: string
	email: string
	role: Role
	superiorId: string | null
	groups: string[]
	/** Whether they have set up an app that makes codes, and how many passkeys. */
	app: boolean
	passkeys: number
}

/** Everybody who is here, for those who look after staff. */
export async function listUsers(scope: Scope): Promise<FoundUser[]> {
	permit(scope, 'staff.write')
	return await scope.sql<FoundUser[]>`
		select id, name, email, role, superior_id as "superiorId",
			exists (select from second_factor where user_id = staff_user.id and confirmed_at is not null) as app,
			(select count(*)::int from passkey where user_id = staff_user.id) as passkeys,
			coalesce((select array_agg(staff_group.name order by staff_group.name) from staff_group_member
				join staff_group on staff_group.id = group_id where user_id = staff_user.id), '{}') as groups
		from staff_user where left_at is null order by name collate people, id`
}
