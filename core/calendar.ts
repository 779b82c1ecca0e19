import type {} from 'temporal-spec/global'

/** How long a billing period is. */
export type Interval = { readonly unit: 'day' | 'week' | 'month' | 'year'; readonly count: number }

/**
 * A calendar day as a whole number: days since 1970-01-01 of the proleptic Gregorian calendar, as PostgreSQL's
 * `day_column - date '1970-01-01'` gives it. Billing computes in these; one Temporal step costs as much as billing a line.
 */
export type Day = number

type Civil = { year: number; month: number; day: number }

export function dayOf(date: Temporal.PlainDate): Day {
	return dayOfCivil(date.year, date.month, date.day)
}

export function dateOf(day: Day): Temporal.PlainDate {
	return remembered(dates, day, () => {
		const civil = civilOf(day)
		return new Temporal.PlainDate(civil.year, civil.month, civil.day)
	})
}

/** Reads `2026-02-28`; undefined for another shape and for a day that does not exist. */
export function readDay(text: string): Day | undefined {
	const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
	if (!match) return undefined
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
	if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
	return dayOfCivil(year, month, day)
}

/** Reads a day that is known to be one. Throws RangeError otherwise. */
export function parseDay(text: string): Day {
	const day = readDay(text)
	if (day === undefined) throw new RangeError(`not a day: ${JSON.stringify(text)}`)
	return day
}

export function formatDay(day: Day): string {
	return remembered(texts, day, () => {
		const civil = civilOf(day)
		return `${digits(civil.year, 4)}-${digits(civil.month, 2)}-${digits(civil.day, 2)}`
	})
}

// An invoice run names the same few days again and again.
const dates = new Map<Day, Temporal.PlainDate>()
const texts = new Map<Day, string>()
const mostRemembered = 20_000

function remembered<Value>(values: Map<Day, Value>, day: Day, make: () => Value): Value {
	const known = values.get(day)
	if (known !== undefined) return known
	if (values.size >= mostRemembered) values.clear()
	const value = make()
	values.set(day, value)
	return value
}

/** The k-th boundary counted from the anchor, never from the one before; clamped to the last day of a short month. */
export function boundary(anchor: Day, interval: Interval, k: number): Day {
	switch (interval.unit) {
		case 'day':
			return anchor + k * interval.count
		case 'week':
			return anchor + 7 * k * interval.count
		case 'month':
			return addMonths(anchor, k * interval.count)
		case 'year':
			return addMonths(anchor, 12 * k * interval.count)
	}
}

/** The same for a date: `boundaryDate(31 January, monthly, 1)` is 28 or 29 February. */
export function boundaryDate(anchor: Temporal.PlainDate, interval: Interval, k: number): Temporal.PlainDate {
	return dateOf(boundary(dayOf(anchor), interval, k))
}

/** The same day of the month, so many months on, or the last day of that month where it is shorter. */
export function addMonths(day: Day, months: number): Day {
	const civil = civilOf(day)
	const index = civil.year * 12 + civil.month - 1 + months
	const year = Math.floor(index / 12)
	const month = index - year * 12 + 1
	return dayOfCivil(year, month, Math.min(civil.day, daysInMonth(year, month)))
}

/** Months since the year 0, so that January of a year is a multiple of 12. */
export function monthIndex(day: Day): number {
	const civil = civilOf(day)
	return civil.year * 12 + civil.month - 1
}

export function firstOfMonth(index: number): Day {
	const year = Math.floor(index / 12)
	return dayOfCivil(year, index - year * 12 + 1, 1)
}

/** The Monday of the ISO week the day is in. 1970-01-01 was a Thursday. */
export function mondayOf(day: Day): Day {
	const sinceMonday = (((day + 3) % 7) + 7) % 7
	return day - sinceMonday
}

/** Day count from civil date, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function dayOfCivil(year: number, month: number, day: number): Day {
	const shifted = month <= 2 ? year - 1 : year
	const era = Math.floor(shifted / 400)
	const yearOfEra = shifted - era * 400
	const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
	return era * 146097 + dayOfEra - 719468
}

function civilOf(day: Day): Civil {
	const shifted = day + 719468
	const era = Math.floor(shifted / 146097)
	const dayOfEra = shifted - era * 146097
	const yearOfEra = Math.floor(
		(dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
	)
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
	const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
	const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
	return {
		year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
		month,
		day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
	}
}

function daysInMonth(year: number, month: number): number {
	if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

function digits(value: number, width: number): string {
	return String(value).padStart(width, '0')
}
