import type { Scope } from '../act.ts'

/** A line as it is on a day. Days are ISO dates, `endsOn` the last day; quantities and prices exact decimals. */
export type LineState = {
	lineId: string
	position: number
	sequence: number
	/** Where it is in use before the day from which it counts. */
	inUseOn?: string | null
	startsOn: string
	endsOn: string | null
	quantity: string
	unitPrice: string
	discountPercent: string
}

/** A state and the day from which it holds. */
export type DatedLineState = LineState & { effectiveOn: string }

/** Every state of every line of these contracts that counts, by line and in the order of their days. */
export async function readLineStates(
	scope: Pick<Scope, 'sql'>,
	contractIds: readonly string[],
): Promise<Map<string, DatedLineState[]>> {
	const rows = await scope.sql<DatedLineState[]>`
		select distinct on (line.id, state.effective_on) line.id as "lineId", line.position, state.sequence,
			state.effective_on::text as "effectiveOn", state.in_use_on::text as "inUseOn", state.starts_on::text as "startsOn", state.ends_on::text as "endsOn",
			state.quantity, state.unit_price as "unitPrice", state.discount_percent as "discountPercent"
		from contract_line as line join contract_line_state as state on state.contract_line_id = line.id
		where line.contract_id = any(${contractIds as string[]}::uuid[])
		order by line.id, state.effective_on, state.sequence desc`
	const lines = new Map<string, DatedLineState[]>()
	for (const row of rows) {
		const states = lines.get(row.lineId)
		if (states) states.push(row)
		else lines.set(row.lineId, [row])
	}
	return lines
}

export type LineSet = { quantity?: string; unitPrice?: string; discountPercent?: string; endsOn?: string | null }

/**
 * What a change from a day on makes of a line: its new state on that day, and the later planned states with the change
 * carried into them, except where they themselves say otherwise. Only states that differ from what is there.
 */
export function changedStates(states: readonly DatedLineState[], on: string, set: LineSet): DatedLineState[] {
	const first = states[0]
	if (!first) return []
	const earlier = states.filter((state) => state.effectiveOn <= on)
	const later = states.filter((state) => state.effectiveOn > on)
	let before: LineState = earlier.at(-1) ?? first
	// What was in use early belongs to the state that said so.
	let after: LineState = { ...before, ...set, inUseOn: null }
	const changed: DatedLineState[] = isSameState(before, after) ? [] : [{ ...after, effectiveOn: on }]
	for (const state of later) {
		const next: DatedLineState = { ...state }
		for (const field of fields) {
			if (state[field] === before[field]) Object.assign(next, { [field]: after[field] })
		}
		if (!isSameState(next, state)) changed.push(next)
		before = state
		after = next
	}
	return changed
}

const fields = ['quantity', 'unitPrice', 'discountPercent', 'endsOn'] as const

/** Whether two states of a line say the same, whatever their days. */
export function isSameState(one: LineState, other: LineState): boolean {
	return fields.every((field) => one[field] === other[field])
}
