import type { Scope } from '../act.ts'
import { type Effect, queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { attentionAt, quietInChannel } from './attention.ts'

/** More than so many at a time are counted, not listed. */
export const mostListed = 12

/** What waits in the outbox: a few alerts for one person or one group's channel; a digest has none of its own perhaps. */
export type QueuedAlerts = { alertIds: string[]; total: number; userId?: string; groupId?: string; digestOn?: string }

type Told = { id: string; userId: string | null; groupId: string | null }

/**
 * Sends what is to be told at once, everything of one person together, unless their hours are quiet: then it waits, and
 * comes together. A group's channel has its own hours, else the company's. What is urgent does not wait. Answers how many alerts left.
 */
export async function tellAlerts(scope: Scope): Promise<number> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const told = await sql<Told[]>`
		update alert set told_at = greatest(${now}, raised_at)
		where told_at is null and at_once and (group_id in (
			select staff_group.id from staff_group left join group_attention on group_attention.group_id = staff_group.id
			where urgent or not (${quietInChannel(scope)})) or user_id in (
			select staff_user.id from staff_user left join alert_attention on alert_attention.user_id = staff_user.id
			where left_at is null and (urgent or not (${attentionAt(scope).quiet}))))
		returning id, user_id as "userId", group_id as "groupId"`
	const byReader = Map.groupBy(told, ({ userId, groupId }) => userId ?? groupId ?? '')
	await queueEffects(
		scope,
		[...byReader.values()].map((alerts) => effectOf(alerts)),
	)
	return told.length
}

function effectOf(alerts: Told[]): Effect {
	const ids = alerts.map(({ id }) => id).sort()
	const [{ userId, groupId } = { userId: null, groupId: null }] = alerts
	const payload: QueuedAlerts = {
		alertIds: ids.slice(0, mostListed),
		total: ids.length,
		...(userId ? { userId } : {}),
		...(groupId ? { groupId } : {}),
	}
	return { kind: 'alert', key: `alert:${ids[0]}`, payload }
}

/**
 * Sends to each person whose morning has come the digest of the day, once; with it goes what was not told at once. Answers
 * how many digests left.
 */
export async function tellDigests(scope: Scope): Promise<number> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const at = attentionAt(scope)
	const readers = await sql<{ userId: string; on: string }[]>`
		insert into alert_digest (user_id, told_on)
		select staff_user.id, ${at.day} from staff_user left join alert_attention on alert_attention.user_id = staff_user.id
		where left_at is null and email <> '' and (${at.digest})
		on conflict do nothing returning user_id as "userId", told_on::text as on`
	if (readers.length === 0) return 0
	const told = await sql<{ id: string; userId: string }[]>`
		update alert set told_at = greatest(${now}, raised_at)
		where told_at is null and not at_once and user_id = any(${readers.map(({ userId }) => userId)}::uuid[])
		returning id, user_id as "userId"`
	const byReader = Map.groupBy(told, ({ userId }) => userId)
	await queueEffects(
		scope,
		readers.map(({ userId, on }) => {
			const ids = (byReader.get(userId) ?? []).map(({ id }) => id).sort()
			const payload: QueuedAlerts = { alertIds: ids.slice(0, mostListed), total: ids.length, userId, digestOn: on }
			return { kind: 'alert' as const, key: `digest:${userId}:${on}`, payload }
		}),
	)
	return readers.length
}
