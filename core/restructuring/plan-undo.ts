import type { Scope } from '../act.ts'
import { dayBefore } from '../amendment/ground.ts'
import type { DatedLineState } from '../amendment/line-states.ts'
import { type PlannedAmendment, plannedFor } from '../amendment/planned.ts'
import type { ContractStanding } from '../amendment/standing.ts'
import type { ContractState } from '../contract/state.ts'

/** A contract as it was before, for taking back what was done to it. Days are ISO dates. */
export type Before = { state: ContractState; endsOn: string | null; termMonths: number | null; cancelReason: string }

export const beforeOf = ({ state, endsOn, termMonths, cancelReason }: ContractStanding): Before => ({
	...{ state, endsOn, termMonths, cancelReason },
})

type WrittenState = DatedLineState & { contractId: string }

/** The states of the contracts' lines that their last amendment wrote, and those before it. Set-based. */
export async function readWritten({ sql }: Scope, last: readonly { contractId: string; sequence: number }[]) {
	const rows = await sql<(WrittenState & { isLast: boolean })[]>`
		select line.contract_id as "contractId", state.contract_line_id as "lineId", line.position, state.sequence,
			state.effective_on::text as "effectiveOn", state.in_use_on::text as "inUseOn", state.starts_on::text as "startsOn",
			state.ends_on::text as "endsOn", state.quantity, state.unit_price as "unitPrice",
			state.discount_percent as "discountPercent", state.sequence = last.sequence as "isLast"
		from unnest(${last.map(({ contractId }) => contractId)}::uuid[], ${last.map(({ sequence }) => sequence)}::integer[])
				as last (contract_id, sequence)
			join contract_line as line on line.contract_id = last.contract_id
			join contract_line_state as state on state.contract_line_id = line.id and state.sequence <= last.sequence
		where exists (select from contract_line_state as own where own.contract_line_id = line.id and own.sequence = last.sequence)
		order by line.contract_id, line.id, state.effective_on, state.sequence`
	return Map.groupBy(rows, ({ contractId }) => contractId)
}

/**
 * The amendment that leaves a contract as if its last one had not been: every state that it wrote says what was said of that
 * day before, what it brought is taken back whole, and the contract's own terms are as they were.
 */
export function planUndo(
	standing: ContractStanding,
	rows: readonly (WrittenState & { isLast: boolean })[],
	before: Before,
	today: string,
): PlannedAmendment {
	const days = rows.flatMap(({ isLast, effectiveOn }) => (isLast ? [effectiveOn] : [])).sort()
	// What ended by it goes on; what began by it is over, and no term of it is renewed.
	const turns = standing.state !== before.state && [standing.state, before.state].some(isOver)
	const planned = plannedFor(standing.id, turns ? 'end' : 'change', days[0] ?? today)
	planned.knownFrom = (days[0] ?? today) < today ? (days[0] ?? today) : today
	for (const own of Map.groupBy(rows, ({ lineId }) => lineId).values()) planned.states.push(...restored(own))
	if (standing.endsOn !== before.endsOn || standing.state !== before.state) {
		planned.terms = {
			...(standing.endsOn !== before.endsOn || turns ? { endsOn: [standing.endsOn, before.endsOn] } : {}),
			...(turns ? { ending: [isOver(standing.state), isOver(before.state)] } : {}),
		}
		planned.contract = { ...before }
	}
	return planned
}

const isOver = (state: ContractState) => state === 'ending' || state === 'closed'

function restored(rows: readonly (WrittenState & { isLast: boolean })[]): DatedLineState[] {
	const earlier = rows.filter(({ isLast }) => !isLast)
	return rows.flatMap((row): DatedLineState[] => {
		if (!row.isLast) return []
		const was = earlier.findLast(({ effectiveOn }) => effectiveOn <= row.effectiveOn) ?? earlier[0]
		if (!was) return [{ ...row, endsOn: dayBefore(row.startsOn) }]
		return [
			{
				...was,
				effectiveOn: row.effectiveOn,
				inUseOn: was.effectiveOn === row.effectiveOn ? (was.inUseOn ?? null) : null,
			},
		]
	})
}
