import type { Role, Scope } from '../act.ts'

/** A member of staff who is still here. */
export type Person = {
	id: string
	name: string
	role: Role
	superiorId: string | null
	groups: { id: string; lead: boolean }[]
}

/** Who decides in whose place today. */
export type Delegation = { userId: string; delegateId: string }

export type People = { people: Person[]; delegations: Delegation[] }

/** Everybody who could be asked today, and who stands in for whom. Read anew for each decision: rights are those of the moment. */
export async function readPeople({ sql, today }: Pick<Scope, 'sql' | 'today'>): Promise<People> {
	const people = await sql<Person[]>`
		select id, name, role, superior_id as "superiorId",
			coalesce((select jsonb_agg(jsonb_build_object('id', group_id, 'lead', lead)) from staff_group_member
				where user_id = staff_user.id), '[]') as groups
		from staff_user where left_at is null order by id`
	const delegations = await sql<Delegation[]>`
		select user_id as "userId", delegate_id as "delegateId" from approval_delegation
		where ended_at is null and ${today} between starts_on and ends_on`
	return { people: [...people], delegations: [...delegations] }
}
