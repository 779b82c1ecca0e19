import { arrayOf } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { type Day, formatDay } from '../calendar.ts'

/** How far a contract will be billed. */
export type Position = { id: string; nextDueOn: Day | null; billedThrough: Day }

/** Moves locked contracts on, set-based. */
export async function moveOn(scope: Scope, positions: readonly Position[]): Promise<void> {
	if (positions.length === 0) return
	await scope.sql`
		update contract_billing as billing
		set next_due_on = moved.next_due_on, bill_again_from = null, billed_through = moved.billed_through
		from unnest(
			${arrayOf('uuid', positions, (position) => position.id)}::uuid[],
			${arrayOf('date', positions, ({ nextDueOn }) => (nextDueOn === null ? null : formatDay(nextDueOn)))}::date[],
			${arrayOf('date', positions, (position) => formatDay(position.billedThrough))}::date[]
		) as moved (id, next_due_on, billed_through)
		where billing.contract_id = moved.id`
}
