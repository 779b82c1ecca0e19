import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { Channel } from './account.ts'

export type Place = { channel: Channel; team: string; place: string }
export type Hears = 'approvals' | 'alerts'

/** Lets a group of people in a chat hear of something. Again, it changes nothing. */
export async function addPlace(scope: Scope, input: Place & { name: string; hears: Hears }): Promise<void> {
	permit(scope, 'chat.place')
	const { sql, actor, now } = scope
	const { channel, team, place, name, hears } = input
	await sql`
		insert into chat_place (channel, team, place, name, hears, added_by, added_at)
		values (${channel}, ${team}, ${place}, ${name.slice(0, 200)}, ${hears}, ${actor.kind === 'staff' ? actor.userId : null}, ${now})
		on conflict (channel, place, hears) do nothing`
}

/** Ends it. */
export async function removePlace(scope: Scope, { channel, place, hears }: Place & { hears: Hears }): Promise<void> {
	permit(scope, 'chat.place')
	await scope.sql`delete from chat_place where channel = ${channel} and place = ${place} and hears = ${hears}`
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
