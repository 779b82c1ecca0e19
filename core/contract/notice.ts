import { termEnd, termMonthsOf } from './term.ts'

/** What the last day to give notice depends on. Days of the company's calendar, `endsOn` the last day. */
export type NoticeTerms = {
	startsOn: Temporal.PlainDate
	endsOn: Temporal.PlainDate | null
	renewal: 'none' | 'tacit' | 'quote'
	termMonths: number | null
	noticeDays: number
	/** The last day of a term that was agreed by itself without a word to the customer in time. */
	untoldUntil?: Temporal.PlainDate | null
}

/**
 * fixed: ends by itself on `endsOn`, no notice is needed. renewed: goes on for another term of `months` unless notice
 * comes by `lastDay`. open: can end at any time; notice given today ends it on `endsOn`.
 */
export type Notice =
	| { kind: 'fixed'; endsOn: Temporal.PlainDate }
	| { kind: 'renewed'; endsOn: Temporal.PlainDate; lastDay: Temporal.PlainDate; months: number }
	| { kind: 'open'; endsOn: Temporal.PlainDate }

/** Who was not told that a term goes on leaves it with so many days' notice at most. */
const untoldNoticeDays = 30

/**
 * The next end of a contract and the last day on which notice for it still counts, seen from a day. Notice given on the
 * last day leaves `noticeDays` whole days before the end. Once that day has passed, the following term counts.
 */
export function noticeOn(terms: NoticeTerms, day: Temporal.PlainDate): Notice {
	const { endsOn, renewal, noticeDays } = terms
	if (endsOn && renewal !== 'tacit') return { kind: 'fixed', endsOn }
	const months = termMonthsOf(terms)
	if (endsOn && months && isUntold(terms)) {
		// What was not told does not bind, but the term before it does to its end.
		const bound = termEnd({ startsOn: terms.startsOn, endsOn, months }, -1)
		return { kind: 'open', endsOn: latest(day.add({ days: Math.min(noticeDays, untoldNoticeDays) }), bound) }
	}
	if (months === null || months <= 0)
		return { kind: 'open', endsOn: latest(day, terms.startsOn).add({ days: noticeDays }) }
	const firstEnd = endsOn ?? terms.startsOn.add({ months }).subtract({ days: 1 })
	for (let term = 0; ; term++) {
		const end = termEnd({ startsOn: terms.startsOn, endsOn: firstEnd, months }, term)
		const lastDay = end.subtract({ days: noticeDays })
		if (Temporal.PlainDate.compare(lastDay, day) >= 0) return { kind: 'renewed', endsOn: end, lastDay, months }
	}
}

/** The ends that notice given on a day can lead to, the earliest first; one that is open can end on any day after it too. */
export function endsByNotice(terms: NoticeTerms, day: Temporal.PlainDate, count: number): Temporal.PlainDate[] {
	const notice = noticeOn(terms, day)
	const months = termMonthsOf(terms)
	if (notice.kind !== 'renewed' || months === null) return [notice.endsOn]
	const term = { startsOn: terms.startsOn, endsOn: notice.endsOn, months }
	return Array.from({ length: count }, (_, index) => termEnd(term, index))
}

/** Whether notice given on a day can end the contract on another: not too soon, and with its term where it has one. */
export function canEndOn(terms: NoticeTerms, day: Temporal.PlainDate, endsOn: Temporal.PlainDate): boolean {
	const notice = noticeOn(terms, day)
	if (Temporal.PlainDate.compare(endsOn, notice.endsOn) <= 0) return endsOn.equals(notice.endsOn)
	if (isUntold(terms) && terms.endsOn) return Temporal.PlainDate.compare(endsOn, terms.endsOn) <= 0
	if (notice.kind !== 'renewed') return notice.kind === 'open'
	const months = Math.max(1, termMonthsOf(terms) ?? 1)
	const most = Math.ceil(notice.endsOn.until(endsOn, { largestUnit: 'months' }).months / months) + 1
	return endsByNotice(terms, day, most + 1).some((end) => end.equals(endsOn))
}

/** Its customer was not told in time that the term it is in would come. */
function isUntold({ endsOn, untoldUntil }: NoticeTerms): boolean {
	return endsOn !== null && untoldUntil?.equals(endsOn) === true
}

function latest(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
	return Temporal.PlainDate.compare(one, other) >= 0 ? one : other
}
