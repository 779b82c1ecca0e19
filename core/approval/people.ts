import type { Role, Scope } from '../act.ts'
import type { SubjectKind } from './subject-kinds.ts'
import { unseenKinds } from './unseen.ts'

/** A member of staff who is still here. */
export type Person = {
	id: string
	name: string
	role: Role
	superiorId: string | null
	groups: { id: string; lead: boolean }[]
	/** What is asked for with something that is hidden from them. */
	unseen?: readonly SubjectKind[]
}

/** Who decides in whose place today. */
export type Delegation = { userId: string; delegateId: string }

export type People = { people: Person[]; delegations: Delegation[] }

/** Everybody who could be asked today, and who stands in for whom. Read anew for each decision: rights are those of the moment. */
export async function readPeople(scope: Pick<Scope, 'sql' | 'today' | 'company'>): Promise<People> {
	const { sql, today, company } = scope
	const [people, delegations] = await Promise.all([
		sql<Person[]>`
		select id, name, role, superior_id as "superiorId",
			coalesce((select jsonb_agg(jsonb_build_object('id', group_id, 'lead', lead)) from staff_group_member
				where user_id = staff_user.id), '[]') as groups
		from staff_user where left_at is null order by id`,
		sql<Delegation[]>`
		select user_id as "userId", delegate_id as "delegateId" from approval_delegation
		where ended_at is null and ${today} between starts_on and ends_on`,
	])
	const unseenBy = ({ id: userId, role }: Person) => unseenKinds({ company, actor: { kind: 'staff', userId, role } })
	return { people: people.map((one) => ({ ...one, unseen: unseenBy(one) })), delegations: [...delegations] }
}
