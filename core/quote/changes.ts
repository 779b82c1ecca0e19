import { changedStates, type DatedLineState, type LineSet } from '../amendment/line-states.ts'
import type { Interval } from '../calendar.ts'
import { discountSteps } from '../contract/discount-end.ts'
import type { Quote, QuoteLine } from './read.ts'

/** What accepting a change or renewal does to the contract: states of its lines, new lines, and its end. Days are ISO. */
export type ContractChanges = {
	effectiveOn: string
	states: DatedLineState[]
	added: QuoteLine[]
	/** Where the end moves: to this last day. */
	endsOn: string | null
}

/** A line of the contract with all its states. */
export type DatedLine = { interval: Interval | null; states: DatedLineState[] }

/**
 * The lines chosen restate the contract's from the day on. In a renewal, a recurring line that is not chosen, or that the
 * quote does not name at all, ends with the old term.
 */
export function changesOf(
	quote: Pick<Quote, 'purpose'>,
	chosen: readonly QuoteLine[],
	term: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate | null },
	lines: ReadonlyMap<string, DatedLine>,
): ContractChanges {
	const renews = quote.purpose === 'renewal'
	const effectiveOn = term.startsOn.toString()
	const lastDay = term.startsOn.subtract({ days: 1 }).toString()
	const restated = new Map(
		chosen.flatMap((line) => (line.contractLineId ? [[line.contractLineId, line] as const] : [])),
	)
	const states: DatedLineState[] = []
	for (const [id, line] of lines) {
		const to = restated.get(id)
		const first = line.states[0]
		if (!first) continue
		const on = effectiveOn < first.startsOn ? first.startsOn : effectiveOn
		if (to) {
			const { quantity, unitPrice } = to
			const set = { quantity, unitPrice, ...(renews ? { endsOn: null } : {}) }
			states.push(...statesOf(line, to, on, set))
		} else if (renews && line.interval && reaches(line.states, lastDay)) {
			states.push(...changedStates(line.states, on, { endsOn: lastDay }))
		}
	}
	return {
		effectiveOn,
		states,
		added: chosen.filter((line) => !line.contractLineId),
		endsOn: renews ? (term.endsOn?.toString() ?? null) : null,
	}
}

/** The states that differ: from the day on, and from the day after its discount ends by itself. */
function statesOf(line: DatedLine, to: QuoteLine, on: string, set: LineSet): DatedLineState[] {
	const [now, then] = discountSteps(to, line.interval, on)
	const first = changedStates(line.states, on, { ...set, discountPercent: now?.discountPercent ?? '0' })
	if (!then) return first
	const after = changedStates(overlaid(line.states, first), then.effectiveOn, { discountPercent: then.discountPercent })
	return overlaid(first, after)
}

/** Of states of one day the later ones count. */
function overlaid(states: readonly DatedLineState[], later: readonly DatedLineState[]): DatedLineState[] {
	const byDay = new Map([...states, ...later].map((state) => [state.effectiveOn, state]))
	return [...byDay.values()].sort((one, other) => (one.effectiveOn < other.effectiveOn ? -1 : 1))
}

/** A line that ended before needs no end. */
function reaches(states: readonly DatedLineState[], lastDay: string): boolean {
	const end = states.at(-1)?.endsOn ?? null
	return end === null || end > lastDay
}
