import { addMonths, type Day, dateOf, dayOf, monthIndex } from '../calendar.ts'

/** A contract's start and the last day of its present term, and how many months a term has. */
export type Term = { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate; months: number }

/**
 * The last day of the term that follows `terms` terms after the present one. Terms that have run from the start are
 * counted from there, and any other from the day after its end: so that one which begins on the 31st ends at the end of
 * a short month, and of a long one again.
 */
export function termEnd({ startsOn, endsOn, months }: Term, terms: number): Temporal.PlainDate {
	return dateOf(endAfter(dayOf(startsOn), dayOf(endsOn), months, terms))
}

/** The same in days as whole numbers. */
export function endAfter(start: Day, end: Day, months: number, terms: number): Day {
	const next = end + 1
	const past = monthIndex(next) - monthIndex(start)
	const fromStart = past > 0 && past % months === 0 && addMonths(start, past) === next
	return (fromStart ? addMonths(start, past + months * terms) : addMonths(next, months * terms)) - 1
}

/** How many months a term has: as agreed, or the whole months from the start to the end; null where there are none. */
export function termMonthsOf(terms: {
	startsOn: Temporal.PlainDate
	endsOn: Temporal.PlainDate | null
	termMonths: number | null
}): number | null {
	const { startsOn, endsOn, termMonths } = terms
	if (termMonths !== null || !endsOn) return termMonths
	const next = endsOn.add({ days: 1 })
	const { months } = startsOn.until(next, { largestUnit: 'months' })
	// From 31 August to 27 February are six months, of which the last is short.
	if (startsOn.add({ months: months + 1 }).equals(next)) return months + 1
	return months > 0 ? months : null
}
