import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readGroupName } from './add-group.ts'

export type GroupMember = { userId: string; lead: boolean }
export type FoundGroup = { id: string; name: string; members: (GroupMember & { name: string })[] }

/** Teams with those who are in them and still here, for those who look after staff. */
export async function listGroups(scope: Scope): Promise<FoundGroup[]> {
	permit(scope, 'staff.write')
	return await scope.sql<FoundGroup[]>`
		select id, name, coalesce((select jsonb_agg(jsonb_build_object('userId', user_id, 'lead', lead, 'name', staff_user.name)
				order by staff_user.name collate people, user_id)
			from staff_group_member join staff_user on staff_user.id = user_id
			where group_id = staff_group.id and left_at is null), '[]') as members
		from staff_group order by name collate people, id`
}

/** `was`: the members that were seen, so that what somebody else has changed meanwhile stays. */
export type ChangeGroup = { groupId: string; name: string; members: GroupMember[]; was: GroupMember[] }

/**
 * A team's name, who is in it and who leads it. What waits for an approval asks whoever has a seat now. Refuses
 * `not_found`, `input.invalid` for a name that is empty or taken.
 */
export async function changeGroup(scope: Scope, { groupId, members, was, ...given }: ChangeGroup): Promise<void> {
	permit(scope, 'staff.write')
	const { sql } = scope
	const name = readGroupName(given.name)
	const [group] = await sql<{ name: string }[]>`select name from staff_group where id = ${groupId} for update`
	if (!group) refuse('not_found', { noun: 'group' })
	const [taken] = await sql`select from staff_group where name = ${name} and id <> ${groupId}`
	if (taken) refuse('input.invalid', { field: 'name', problem: 'taken' })
	await sql`update staff_group set name = ${name} where id = ${groupId} and name <> ${name}`
	const seen = new Map(was.map(({ userId, lead }) => [userId, lead]))
	const wanted = new Map(members.map(({ userId, lead }) => [userId, lead]))
	const left = [...seen.keys()].filter((userId) => !wanted.has(userId))
	const changed = [...wanted].filter(([userId, lead]) => seen.get(userId) !== lead)
	await sql`delete from staff_group_member where group_id = ${groupId} and user_id = any(${left}::uuid[])`
	const kept = await sql<{ name: string }[]>`
		with put as (
			insert into staff_group_member (group_id, user_id, lead)
			select ${groupId}, id, id = any(${changed.flatMap(([userId, lead]) => (lead ? [userId] : []))}::uuid[])
			from staff_user where id = any(${changed.map(([userId]) => userId)}::uuid[]) and left_at is null
			on conflict (group_id, user_id) do update set lead = excluded.lead returning user_id
		)
		select name from put join staff_user on staff_user.id = user_id order by name`
	if (kept.length < changed.length) refuse('not_found', { noun: 'user' })
	if (group.name === name && left.length + kept.length === 0) return
	const gone = await sql<{ name: string }[]>`select name from staff_user where id = any(${left}::uuid[]) order by name`
	const named = (people: readonly { name: string }[]) => people.map((one) => one.name).join(', ')
	await emit(scope, {
		kind: 'staff.updated',
		subject: { kind: 'staff_group', id: groupId },
		facts: { team: name, ...(group.name !== name && { before: group.name }), in: named(kept), out: named(gone) },
	})
}
