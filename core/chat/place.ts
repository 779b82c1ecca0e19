import type { Role, Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Channel } from './account.ts'

export type Place = { channel: Channel; team: string; place: string }
export type Hears = 'approvals' | 'alerts'

type AddPlace = Place & { name: string; hears: Hears; groupId?: string }

/**
 * Lets a group of people in a chat hear of something, of the team it is tied to if it is; with `groupId` it is tied to that
 * one, which only who decides on groups may. Again, it changes nothing.
 */
export async function addPlace(scope: Scope, input: AddPlace): Promise<void> {
	permit(scope, 'chat.place')
	const { sql, actor, now } = scope
	const { channel, team, place, name, hears, groupId } = input
	if (groupId) permit(scope, 'staff.write')
	await sql`
		insert into chat_place (channel, team, place, name, hears, group_id, added_by, added_at)
		values (${channel}, ${team}, ${place}, ${name.slice(0, 200)}, ${hears},
			(select group_id from chat_place where channel = ${channel} and place = ${place} limit 1),
			${actor.kind === 'staff' ? actor.userId : null}, ${now})
		on conflict (channel, place, hears) do nothing`
	if (groupId) await tiePlace(scope, { channel, place, groupId })
}

/** Ends it; a place that hears of nothing is tied to no team. */
export async function removePlace(scope: Scope, { channel, place, hears }: Place & { hears: Hears }): Promise<void> {
	permit(scope, 'chat.place')
	await scope.sql`delete from chat_place where channel = ${channel} and place = ${place} and hears = ${hears}`
}

/**
 * Ties a place to one of the company's groups, or to none: it hears of that group's things alone, and what is asked in it
 * is answered of that group alone. Only who decides on groups may. Refuses `not_found` for a group, and for a place that
 * hears of nothing.
 */
export async function tiePlace(
	scope: Scope,
	{ channel, place, groupId }: Omit<Place, 'team'> & { groupId: string | null },
): Promise<void> {
	permit(scope, 'staff.write')
	const { sql } = scope
	const [group] = await sql<{ name: string }[]>`select name from staff_group where id = ${groupId}::uuid`
	if (groupId && !group) refuse('not_found', { noun: 'group' })
	const tied = await sql<{ name: string }[]>`
		update chat_place set group_id = ${groupId}::uuid where channel = ${channel} and place = ${place} returning name`
	const [first] = tied
	if (!first) refuse('not_found', { noun: 'chat_place' })
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { place: first.name, group: group?.name ?? '' },
	})
}

/** The company's group that a place is tied to; null for none. */
export async function findTie(
	scope: Scope,
	{ channel, place }: Omit<Place, 'team'>,
): Promise<{ groupId: string; groupName: string } | null> {
	permit(scope, 'staff.write')
	const [tie] = await scope.sql<{ groupId: string; groupName: string }[]>`
		select group_id as "groupId", staff_group.name as "groupName" from chat_place join staff_group on staff_group.id = group_id
		where channel = ${channel} and place = ${place} limit 1`
	return tie ?? null
}

/** Groups that hear of something; of a team's things also those of that team only. */
export async function listPlaces(
	scope: Scope,
	{ hears, groupId }: { hears: Hears; groupId?: string | null },
): Promise<Place[]> {
	permit(scope, 'staff.write')
	return await scope.sql<Place[]>`
		select channel, team, place from chat_place
		where hears = ${hears} and (group_id is null or group_id = ${groupId ?? null}::uuid) order by channel, place`
}

/** The roles of those who read along in a place, as far as that is known: where it is tied to a team, those of its members. */
export async function readRolesAt(
	{ sql }: Pick<Scope, 'sql'>,
	{ channel, place }: Pick<Place, 'channel' | 'place'>,
): Promise<Role[]> {
	const rows = await sql<{ role: Role }[]>`
		select distinct role from chat_place join staff_group_member on staff_group_member.group_id = chat_place.group_id
			join staff_user on staff_user.id = user_id and left_at is null
		where channel = ${channel} and place = ${place}`
	return rows.map(({ role }) => role)
}

/**
 * The platform calls a place by another name from now on, as Telegram does with a group that becomes a supergroup: it hears
 * there of what it heard of. What was said under the old name can be changed no more.
 */
export async function movePlace(
	scope: Scope,
	{ channel, place, to }: Pick<Place, 'channel' | 'place'> & { to: string },
): Promise<void> {
	permit(scope, 'staff.write')
	const { sql } = scope
	await sql`
		insert into chat_place (channel, team, place, name, hears, group_id, added_by, added_at)
		select channel, team, ${to}, name, hears, group_id, added_by, added_at from chat_place
		where channel = ${channel} and place = ${place}
		on conflict (channel, place, hears) do nothing`
	await sql`delete from chat_place where channel = ${channel} and place = ${place}`
	await sql`delete from chat_message where channel = ${channel} and place = ${place}`
}

export type ListedPlace = Place & { name: string; hears: Hears[]; group: { id: string; name: string } | null }

/** Every place that hears of something, and the group it is tied to. */
export async function listTiedPlaces(scope: Scope): Promise<ListedPlace[]> {
	permit(scope, 'chat.place')
	return await scope.sql<ListedPlace[]>`
		select channel, team, place, max(chat_place.name) as name, array_agg(hears order by hears) as hears,
			case when group_id is not null then jsonb_build_object('id', group_id, 'name', max(staff_group.name)) end as group
		from chat_place left join staff_group on staff_group.id = group_id
		group by channel, team, place, group_id order by max(chat_place.name), channel, place`
}
