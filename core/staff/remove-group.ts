import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

type Needed = { name: string; members: number; customers: number; contracts: number; rules: number; past: number }

/**
 * Removes a team that nobody is in and nothing belongs to. What was asked of it or told to it before keeps it too: the record
 * names it. Refuses `not_found`, and `staff.group_needed` with how much there is of what.
 */
export async function removeGroup(scope: Scope, { groupId }: { groupId: string }): Promise<void> {
	permit(scope, 'staff.write')
	const { sql } = scope
	await sql`select from staff_group where id = ${groupId} for update`
	const [group] = await sql<Needed[]>`
		select name,
			(select count(*)::int from staff_group_member join staff_user on staff_user.id = user_id
				where group_id = ${groupId} and left_at is null) as members,
			(select count(*)::int from customer where group_id = ${groupId}) as customers,
			(select count(*)::int from contract where group_id = ${groupId}) as contracts,
			(select count(*)::int from approval_workflow where group_id = ${groupId} or steps::text like ${`%${groupId}%`})
				+ (select count(*)::int from alert_rule where group_id = ${groupId})
				+ (select count(*)::int from chat_place where group_id = ${groupId})
				+ (select count(*)::int from price_list_for where group_id = ${groupId})
				+ (select count(*)::int from commission_rule where group_id = ${groupId}) as rules,
			(select count(*)::int from approval_request where group_id = ${groupId})
				+ (select count(*)::int from alert where group_id = ${groupId})
				+ (select count(*)::int from contract_held_before where group_id = ${groupId}) as past
		from staff_group where id = ${groupId}`
	if (!group) refuse('not_found', { noun: 'group' })
	const { name, ...needed } = group
	if (Object.values(needed).some((count) => count > 0)) refuse('staff.group_needed', { name, ...needed })
	// Those who have left the company are still noted in their teams.
	await sql`delete from staff_group_member where group_id = ${groupId}`
	await sql`delete from staff_group where id = ${groupId}`
	await emit(scope, { kind: 'staff.updated', subject: { kind: 'staff_group', id: groupId }, facts: { removed: name } })
}
