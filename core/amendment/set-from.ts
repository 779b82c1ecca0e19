import { compare, parseDecimal } from '../decimal.ts'
import { dayBefore, later } from './ground.ts'
import type { DatedLineState, LineSet } from './line-states.ts'
import type { StandingLine } from './standing.ts'

/** The line's states from a day on; what was planned for later says the same from now on. Only those that differ. */
export function setFrom(line: StandingLine, on: string, inUseOn: string | null, set: LineSet): DatedLineState[] {
	const base = line.states.findLast((state) => state.effectiveOn <= on) ?? line.states[0]
	if (!base) return []
	const first = { ...base, ...set, effectiveOn: on, inUseOn }
	const changed: DatedLineState[] = differs(first, base) ? [first] : []
	for (const state of line.states) {
		if (state.effectiveOn > on && differs({ ...state, ...set }, state)) changed.push({ ...state, ...set })
	}
	return changed
}

/** The line's last day, known from now on; the day before its start takes it back whole. */
export function endOn(line: StandingLine, today: string, endsOn: string): DatedLineState[] {
	const startsOn = line.states[0]?.startsOn ?? today
	return setFrom(line, later(today, startsOn), null, { endsOn: later(endsOn, dayBefore(startsOn)) })
}

function differs(one: DatedLineState, other: DatedLineState): boolean {
	const fields = ['quantity', 'unitPrice', 'discountPercent'] as const
	if (one.endsOn !== other.endsOn) return true
	return fields.some((field) => compare(parseDecimal(one[field]), parseDecimal(other[field])) !== 0)
}
