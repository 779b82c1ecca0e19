import type { Scope } from '../act.ts'
import { who } from './case.ts'

export type Giving = { caseId: string; collectorId: string; ruleId: string | null }

/** Ends whoever has the cases and gives them to others, with the next steps that are open. For verbs that hold the cases. */
export async function giveTo(scope: Scope, givings: readonly Giving[], note: string): Promise<void> {
	if (givings.length === 0) return
	const { sql, now } = scope
	const given = sql`unnest(${givings.map((one) => one.caseId)}::uuid[], ${givings.map((one) => one.collectorId)}::uuid[],
		${givings.map((one) => one.ruleId)}::uuid[]) as given (case_id, collector_id, rule_id)`
	await letGo(
		scope,
		givings.map(({ caseId }) => caseId),
		{ ended: 'reassigned', note: '' },
	)
	await sql`
		insert into collection_dispatch (case_id, collector_id, rule_id, note, dispatched_by, dispatched_at)
		select case_id, collector_id, rule_id, ${note}::text, ${who(scope)}::text, ${now}::timestamptz from ${given}`
	await sql`
		update follow_up set assignee_id = given.collector_id
		from ${given} join collection_entry on collection_entry.case_id = given.case_id
		where follow_up.id = collection_entry.follow_up_id and next_on is not null and settled_at is null
			and assignee_id is distinct from given.collector_id`
}

/** Ends whoever has the cases. For verbs that hold them. */
export async function letGo(
	scope: Scope,
	caseIds: readonly string[],
	{ ended, note }: { ended: 'handed_back' | 'reassigned' | 'closed'; note: string },
): Promise<void> {
	await scope.sql`
		update collection_dispatch set ended = ${ended}, ended_note = ${note}, ended_by = ${who(scope)}, ended_at = ${scope.now}
		where case_id = any(${[...caseIds]}::uuid[]) and ended is null`
}
