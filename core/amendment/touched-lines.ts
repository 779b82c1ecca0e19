import type { DatedLineState } from './line-states.ts'
import type { ContractStanding, StandingLine } from './standing.ts'

/** The lines of a contract while several changes are worked out one after the other: each sees those before it. */
export type TouchedLines = {
	get(id: string): StandingLine | undefined
	all(): StandingLine[]
	/** Puts new states in. */
	set(line: StandingLine, states: readonly DatedLineState[]): void
	/** All that were put in, as they are last. */
	states(): DatedLineState[]
}

export function touchLines(standing: ContractStanding): TouchedLines {
	const lines = new Map(standing.lines.map((line) => [line.id, line]))
	const touched = new Map<string, Map<string, DatedLineState>>()
	return {
		get: (id) => lines.get(id),
		all: () => [...lines.values()],
		set(line, states) {
			const known = touched.get(line.id) ?? new Map<string, DatedLineState>()
			for (const state of states) known.set(state.effectiveOn, state)
			touched.set(line.id, known)
			const kept = line.states.filter((state) => !known.has(state.effectiveOn))
			lines.set(line.id, { ...line, states: [...kept, ...known.values()].sort(byDay) })
		},
		states: () => [...touched.values()].flatMap((states) => [...states.values()]),
	}
}

function byDay(one: DatedLineState, other: DatedLineState): number {
	return one.effectiveOn < other.effectiveOn ? -1 : 1
}
