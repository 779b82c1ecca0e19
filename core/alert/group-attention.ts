import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type Attention, attentionInput, usualAttention } from './attention.ts'

/** When a group's channel is left in peace. `own`: it was chosen; otherwise it is the usual of the company's time zone. */
export type GroupAttention = Pick<Attention, 'timeZone' | 'quietFrom' | 'quietUntil'> & {
	groupId: string
	name: string
	own: boolean
}

/** Of every group, by name. */
export async function listGroupAttention(scope: Scope): Promise<GroupAttention[]> {
	permit(scope, 'company.write')
	const { quietFrom, quietUntil } = usualAttention
	return await scope.sql<GroupAttention[]>`
		select staff_group.id as "groupId", name, group_id is not null as own,
			coalesce(time_zone, ${scope.company.timeZone}) as "timeZone",
			to_char(coalesce(quiet_from, ${quietFrom}::time), 'HH24:MI') as "quietFrom",
			to_char(coalesce(quiet_until, ${quietUntil}::time), 'HH24:MI') as "quietUntil"
		from staff_group left join group_attention on group_id = staff_group.id order by name, staff_group.id`
}

const hours = attentionInput.pick({ timeZone: true, quietFrom: true, quietUntil: true })

/** Chooses them for a group, or the company's again where none are given. Refuses `not_found`, `input.invalid`. */
export async function setGroupAttention(
	scope: Scope,
	input: { groupId: string; hours: Pick<Attention, 'timeZone' | 'quietFrom' | 'quietUntil'> | null },
): Promise<void> {
	permit(scope, 'company.write')
	const { sql } = scope
	const { groupId } = input
	const chosen = input.hours && checked(hours, input.hours)
	const [group] = await sql`select from staff_group where id = ${groupId} for share`
	if (!group) refuse('not_found', { noun: 'group' })
	await sql`delete from group_attention where group_id = ${groupId}`
	if (chosen)
		await sql`
			insert into group_attention (group_id, time_zone, quiet_from, quiet_until)
			values (${groupId}, ${chosen.timeZone}, ${chosen.quietFrom}, ${chosen.quietUntil})`
	const facts = { quietHoursOfGroup: groupId, ...chosen }
	await emit(scope, { kind: 'company.updated', subject: { kind: 'company', id: scope.company.billingPartyId }, facts })
}
