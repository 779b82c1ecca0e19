import { z } from 'zod'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** When somebody wants to hear of things. Times are `HH:MM` of their zone. */
export type Attention = {
	timeZone: string
	/** No alert is sent from then on ... */
	quietFrom: string
	/** ... until then; the same as `quietFrom`: at any time. What happened meanwhile comes together. */
	quietUntil: string
	/** Whether they get a digest in the morning, and when. */
	digest: boolean
	digestAt: string
}

/** Of whoever has chosen nothing, in the company's time zone. */
export const usualAttention = { quietFrom: '20:00', quietUntil: '07:00', digest: true, digestAt: '07:00' }

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const attentionInput = z.object({
	timeZone: z.string().refine(isTimeZone),
	quietFrom: time,
	quietUntil: time,
	digest: z.boolean(),
	digestAt: time,
})

/** Of the acting member of staff. Refuses `not_permitted` for everybody else. */
export async function readAttention(scope: Scope): Promise<Attention> {
	permit(scope, 'attention.write')
	const [chosen] = await scope.sql<Attention[]>`
		select time_zone as "timeZone", to_char(quiet_from, 'HH24:MI') as "quietFrom",
			to_char(quiet_until, 'HH24:MI') as "quietUntil", digest, to_char(digest_at, 'HH24:MI') as "digestAt"
		from alert_attention where user_id = ${requireUser(scope)}`
	return chosen ?? { timeZone: scope.company.timeZone, ...usualAttention }
}

/** Refuses `input.invalid` naming the field, `not_permitted`. */
export async function setAttention(scope: Scope, input: Attention): Promise<void> {
	permit(scope, 'attention.write')
	const userId = requireUser(scope)
	const parsed = attentionInput.safeParse(input)
	if (!parsed.success)
		return refuse('input.invalid', { field: String(parsed.error.issues[0]?.path[0]), problem: 'invalid' })
	const { timeZone, quietFrom, quietUntil, digest, digestAt } = parsed.data
	await scope.sql`
		insert into alert_attention (user_id, time_zone, quiet_from, quiet_until, digest, digest_at)
		values (${userId}, ${timeZone}, ${quietFrom}, ${quietUntil}, ${digest}, ${digestAt})
		on conflict (user_id) do update set time_zone = excluded.time_zone, quiet_from = excluded.quiet_from,
			quiet_until = excluded.quiet_until, digest = excluded.digest, digest_at = excluded.digest_at`
}

function requireUser({ actor }: Scope): string {
	return actor.kind === 'staff' ? actor.userId : refuse('not_permitted', { action: 'attention.write' })
}

function isTimeZone(name: string): boolean {
	try {
		return Boolean(Temporal.Now.zonedDateTimeISO(name))
	} catch {
		return false
	}
}

/**
 * SQL over `staff_user` joined with its `alert_attention`: the moment as a clock on the person's wall, whether it is a
 * quiet one, and whether it is time for their digest.
 */
export function attentionAt(scope: Scope) {
	const { sql } = scope
	const { wall, quiet } = clockOf(scope, 'alert_attention')
	return {
		quiet,
		day: sql`${wall}::date`,
		digest: sql`coalesce(digest, ${usualAttention.digest}) and ${wall}::time >= coalesce(digest_at, ${usualAttention.digestAt}::time)`,
	}
}

/** SQL over `staff_group` joined with its `group_attention`: whether the moment is a quiet one for its channel. */
export const quietInChannel = (scope: Scope) => clockOf(scope, 'group_attention').quiet

function clockOf({ sql, now, company }: Scope, table: 'alert_attention' | 'group_attention') {
	const chosen = (column: string) => sql(`${table}.${column}`)
	const wall = sql`(${now}::timestamptz at time zone coalesce(${chosen('time_zone')}, ${company.timeZone}))`
	const from = sql`coalesce(${chosen('quiet_from')}, ${usualAttention.quietFrom}::time)`
	const until = sql`coalesce(${chosen('quiet_until')}, ${usualAttention.quietUntil}::time)`
	const quiet = sql`case when ${from} <= ${until} then ${wall}::time >= ${from} and ${wall}::time < ${until}
		else ${wall}::time >= ${from} or ${wall}::time < ${until} end`
	return { wall, quiet }
}
