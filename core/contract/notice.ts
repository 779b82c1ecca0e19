/** What the last day to give notice depends on. Days of the company's calendar, `endsOn` the last day. */
export type NoticeTerms = {
	startsOn: Temporal.PlainDate
	endsOn: Temporal.PlainDate | null
	renewal: 'none' | 'tacit' | 'quote'
	termMonths: number | null
	noticeDays: number
}

/**
 * fixed: ends by itself on `endsOn`, no notice is needed. renewed: goes on for another term unless notice comes by
 * `lastDay`. open: can end at any time; notice given today ends it on `endsOn`.
 */
export type Notice =
	| { kind: 'fixed'; endsOn: Temporal.PlainDate }
	| { kind: 'renewed'; endsOn: Temporal.PlainDate; lastDay: Temporal.PlainDate }
	| { kind: 'open'; endsOn: Temporal.PlainDate }

/**
 * The next end of a contract and the last day on which notice for it still counts, seen from a day. Notice given on the
 * last day leaves `noticeDays` whole days before the end. Once that day has passed, the following term counts.
 */
export function noticeOn(terms: NoticeTerms, day: Temporal.PlainDate): Notice {
	const { endsOn, renewal, noticeDays } = terms
	if (endsOn && renewal !== 'tacit') return { kind: 'fixed', endsOn }
	const months = terms.termMonths ?? (endsOn ? monthsOf(terms.startsOn, endsOn) : null)
	if (months === null || months <= 0)
		return { kind: 'open', endsOn: latest(day, terms.startsOn).add({ days: noticeDays }) }
	const firstEnd = endsOn ?? terms.startsOn.add({ months }).subtract({ days: 1 })
	for (let term = 0; ; term++) {
		// Counted from the day after the first end, so that 31 January does not become the 28th for good.
		const end = firstEnd
			.add({ days: 1 })
			.add({ months: months * term })
			.subtract({ days: 1 })
		const lastDay = end.subtract({ days: noticeDays })
		if (Temporal.PlainDate.compare(lastDay, day) >= 0) return { kind: 'renewed', endsOn: end, lastDay }
	}
}

function monthsOf(startsOn: Temporal.PlainDate, endsOn: Temporal.PlainDate): number {
	return startsOn.until(endsOn.add({ days: 1 }), { largestUnit: 'months' }).months
}

function latest(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
	return Temporal.PlainDate.compare(one, other) >= 0 ? one : other
}
