import type { CheckedLine } from '../contract/input.ts'
import type { ContractState } from '../contract/state.ts'
import type { CameFrom } from '../contract/write-lines.ts'
import type { Said } from '../product/said.ts'
import type { Direction } from './change.ts'
import type { DatedLineState } from './line-states.ts'
import type { ChangeRule } from './rule.ts'
import type { StandingDiscount } from './standing.ts'

/** An amendment worked out and not written: the preview and the write read the same one. Days are ISO dates. */
export type PlannedAmendment = {
	contractId: string
	kind: 'change' | 'discount' | 'pause' | 'end' | 'renewal'
	effectiveOn: string
	/** The first day on which billing reckons with it: an end is known before it comes. */
	knownFrom: string
	/** Terms of the contract it changes: name -> [before, after]. */
	terms: Record<string, [unknown, unknown]>
	/** New states of lines that are there. */
	states: DatedLineState[]
	added: PlannedLine[]
	/** As they are from now on. */
	discounts: StandingDiscount[]
	pauses: { id: string; startsOn: string; endsOn: string | null }[]
	/** Columns of the contract. */
	contract: { state?: ContractState; endsOn?: string | null; cancelReason?: string; termMonths?: number | null }
	direction: Direction
	/** The first day on which it counts in what the contract brings a month. */
	countsFrom: string
	/** The rules it was made by. */
	rules: ChangeRule[]
}

export type PlannedLine = Omit<CheckedLine, 'startsOn' | 'endsOn'> & {
	/** Until it is written. */
	key: string
	/** By language, where it is called as its product. */
	names?: Said | null
	unit: string
	effectiveOn: string
	startsOn: string
	endsOn: string | null
	/** What was planned for it where it comes from, for days to come. */
	later?: Pick<DatedLineState, 'effectiveOn' | 'inUseOn' | 'endsOn' | 'quantity' | 'unitPrice' | 'discountPercent'>[]
} & Partial<CameFrom>

export function plannedFor(contractId: string, kind: PlannedAmendment['kind'], effectiveOn: string): PlannedAmendment {
	return {
		contractId,
		kind,
		effectiveOn,
		knownFrom: effectiveOn,
		terms: {},
		states: [],
		added: [],
		discounts: [],
		pauses: [],
		contract: {},
		direction: 'same',
		countsFrom: effectiveOn,
		rules: [],
	}
}

/** Whether it changes anything at all. */
export function isEmpty(planned: PlannedAmendment): boolean {
	const { states, added, discounts, pauses, terms } = planned
	return states.length + added.length + discounts.length + pauses.length + Object.keys(terms).length === 0
}
