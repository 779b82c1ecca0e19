import type { Scope } from '../act.ts'
import { readWorkingDays } from '../company/working-days.ts'
import type { LockedRequest } from './lock.ts'
import { readTable, type Table } from './steps.ts'
import { afterWorkingHours } from './working-time.ts'

/** Opens the first stage that has not been opened: its steps run together, and their time begins. */
export async function openStage(scope: Scope, request: LockedRequest): Promise<Table> {
	const { sql, now } = scope
	const coming = await sql<{ position: number; limitHours: number | null; remindHours: number | null }[]>`
		select position, (rule ->> 'limitHours')::integer as "limitHours", (rule ->> 'remindHours')::integer as "remindHours"
		from approval_step where request_id = ${request.id} and state = 'coming'
			and stage = (select min(stage) from approval_step where request_id = ${request.id} and state = 'coming')`
	const workingDays = await readWorkingDays(scope)
	const after = (hours: number | null) =>
		hours === null ? null : afterWorkingHours(now, hours, scope.company.timeZone, workingDays)
	for (const { position, limitHours, remindHours } of coming)
		await sql`
			update approval_step set state = 'open', opened_at = ${now}, due_at = ${after(limitHours)}, remind_at = ${after(remindHours)}
			where request_id = ${request.id} and position = ${position}`
	return await readTable(scope, request)
}
