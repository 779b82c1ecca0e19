import { undoneEnds } from '../amendment/planned-end.ts'
import { type Day, formatDay } from '../calendar.ts'
import { compare, parseDecimal } from '../decimal.ts'
import type { BillableRows, FactRow, StateRow } from '../invoice/billable.ts'
import type { TermsChange } from './as-of.ts'

export type DatedAmendment = { sequence: number; kind: string; effectiveOn: string }

type Recorded = { amendments: readonly DatedAmendment[]; terms: readonly (TermsChange & { sequence: number })[] }

/**
 * Days on which a contract changed or will change, as ISO dates, the earliest first. A day for which something was
 * planned and taken back, or said otherwise, is none: nothing is different on it.
 */
export function changeDays(
	{ amendments, terms }: Recorded,
	{ states, facts }: Pick<BillableRows, 'states' | 'facts'>,
): string[] {
	const undone = undoneEnds(
		terms.flatMap(({ sequence, terms: { endsOn } }) =>
			endsOn ? [{ sequence, before: endsOn[0] as string | null, after: endsOn[1] as string | null }] : [],
		),
	)
	const set = new Set(terms.flatMap(({ sequence }) => (undone.has(sequence) ? [] : [sequence])))
	const different = new Set(
		[
			...[...Map.groupBy(states, ({ lineId }) => lineId).values()].flatMap(daysOfLine),
			...[...Map.groupBy(facts, ({ kind, id }) => `${kind} ${id}`).values()].flatMap(daysOfFact),
		].map(formatDay),
	)
	// What it was agreed with, and its instalments, stand whatever came of them.
	const stands = ({ sequence, kind, effectiveOn }: DatedAmendment) =>
		sequence === 1 || kind === 'collection_plan' || set.has(sequence) || different.has(effectiveOn)
	return [...new Set(amendments.filter(stands).map(({ effectiveOn }) => effectiveOn))].sort()
}

/** Of all that was ever recorded of a line, in that order. */
function daysOfLine(rows: readonly StateRow[]): Day[] {
	const timeline = [...new Map(rows.map((row) => [row.effectiveOn, row])).values()].sort(
		(one, other) => one.effectiveOn - other.effectiveOn,
	)
	const [first, last] = [timeline[0], timeline.at(-1)]
	if (!first || !last || isNothing(last)) return []
	const steps = timeline.filter((after, index) => {
		const before = timeline[index - 1]
		return before && fields.some((field) => compare(parseDecimal(before[field]), parseDecimal(after[field])) !== 0)
	})
	return [last.startsOn, ...steps.map(({ effectiveOn }) => effectiveOn), ...afterEnd(last)]
}

/** Of all that was ever recorded of a discount or a pause, in that order. */
function daysOfFact(rows: readonly FactRow[]): Day[] {
	const last = rows.at(-1)
	return last && !isNothing(last) ? [last.startsOn, ...afterEnd(last)] : []
}

type Span = { startsOn: Day; endsOn: Day | null }

/** Taken back whole. */
const isNothing = ({ startsOn, endsOn }: Span) => endsOn !== null && endsOn < startsOn

const afterEnd = ({ endsOn }: Span): Day[] => (endsOn === null ? [] : [endsOn + 1])

const fields = ['quantity', 'unitPrice', 'discountPercent'] as const
