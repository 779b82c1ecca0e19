/** A contract's start and the last day of its present term, and how many months a term has. */
export type Term = { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate; months: number }

/**
 * The last day of the term that follows `terms` terms after the present one. Terms that have run from the start are
 * counted from there, and any other from the day after its end: so that one which begins on the 31st ends at the end of
 * a short month, and of a long one again.
 */
export function termEnd({ startsOn, endsOn, months }: Term, terms: number): Temporal.PlainDate {
	const next = endsOn.add({ days: 1 })
	const past = Math.round(startsOn.until(next, { largestUnit: 'months' }).months / months)
	for (const run of [past, past + 1]) {
		if (run > 0 && startsOn.add({ months: months * run }).equals(next))
			return startsOn.add({ months: months * (run + terms) }).subtract({ days: 1 })
	}
	return next.add({ months: months * terms }).subtract({ days: 1 })
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
