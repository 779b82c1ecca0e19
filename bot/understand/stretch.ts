import { addMonths, type Day, dayOfCivil, firstOfMonth, mondayOf, monthIndex } from '#core/calendar.ts'
import type { Stretch } from './item.ts'
import type { Moment, Unit } from './meaning.ts'

const months: Record<Unit, number> = { day: 0, week: 0, month: 1, quarter: 3, half: 6, year: 12 }

/** A whole day, week, month, quarter, half-year or year, so many of them from the current one; the fiscal year is the calendar's. */
export function stretchOf(unit: Unit, shift: number, today: Day): Stretch {
	return { is: 'stretch', ...bounds(unit, shift, 1, today), unit, shift, yearGiven: true }
}

/** So many whole units before the current one; of days, today is the last. Or, with `ahead`, from the next one on. */
export function severalOf(unit: Unit, count: number, today: Day, shift: -1 | 0 | 1): Stretch {
	const first = shift === 1 ? 1 : unit === 'day' ? 1 - count : -count
	return { is: 'stretch', ...bounds(unit, first, count, today), yearGiven: true }
}

function bounds(unit: Unit, shift: number, count: number, today: Day): { from: Day; to: Day } {
	if (unit === 'day') return { from: today + shift, to: today + shift + count }
	if (unit === 'week') return { from: mondayOf(today) + 7 * shift, to: mondayOf(today) + 7 * (shift + count) }
	const size = months[unit]
	const current = Math.floor(monthIndex(today) / size) * size
	return { from: firstOfMonth(current + shift * size), to: firstOfMonth(current + (shift + count) * size) }
}

/** The n-th week (ISO), month, quarter or half-year of a year; without a year, the latest that has begun. */
export function nthOf(unit: 'week' | 'month' | 'quarter' | 'half', n: number, today: Day, year?: number): Stretch {
	if (unit === 'week') return weekOf(n, today, year)
	const size = months[unit]
	const inYear = (wanted: number) => firstOfMonth(wanted * 12 + (n - 1) * size)
	const current = Math.floor(monthIndex(today) / 12)
	const from = inYear(year ?? (inYear(current) > today ? current - 1 : current))
	return { is: 'stretch', from, to: addMonths(from, size), unit, yearGiven: year !== undefined }
}

/** The first week of a year is that of 4 January. */
function weekOf(n: number, today: Day, year?: number): Stretch {
	const current = Math.floor(monthIndex(today) / 12)
	const inYear = (wanted: number) => mondayOf(dayOfCivil(wanted, 1, 4)) + 7 * (n - 1)
	const from = inYear(year ?? (inYear(current) > today ? current - 1 : current))
	return { is: 'stretch', from, to: from + 7, unit: 'week', yearGiven: year !== undefined }
}

/** One day; without a year, the latest that is not ahead. Undefined where there is no such day. */
export function dayIn(month: number, day: number, today: Day, year?: number): Stretch | undefined {
	const current = Math.floor(monthIndex(today) / 12)
	const inYear = (wanted: number) => {
		const made = dayOfCivil(wanted, month, day)
		return month >= 1 && month <= 12 && day >= 1 && monthIndex(made) === wanted * 12 + month - 1 ? made : undefined
	}
	const thisYear = inYear(current)
	const from = year ? inYear(year) : thisYear !== undefined && thisYear <= today ? thisYear : inYear(current - 1)
	return from === undefined ? undefined : { ...oneDay(from), yearGiven: year !== undefined }
}

export function oneDay(day: Day): Stretch {
	return { is: 'stretch', from: day, to: day + 1, unit: 'day', yearGiven: true }
}

export function yearOf(year: number): Stretch {
	return {
		is: 'stretch',
		from: firstOfMonth(year * 12),
		to: firstOfMonth(year * 12 + 12),
		unit: 'year',
		yearGiven: true,
	}
}

export function momentOf(moment: Moment, today: Day): Stretch {
	switch (moment) {
		case 'today':
			return stretchOf('day', 0, today)
		case 'yesterday':
			return stretchOf('day', -1, today)
		case 'this_month':
			return stretchOf('month', 0, today)
		case 'last_month':
			return stretchOf('month', -1, today)
		case 'this_year':
			return stretchOf('year', 0, today)
		case 'last_year':
			return stretchOf('year', -1, today)
		case 'year_to_date':
			return { ...stretchOf('year', 0, today), to: today + 1, toDate: true }
		case 'quarter_to_date':
			return { ...stretchOf('quarter', 0, today), to: today + 1, toDate: true }
		case 'month_to_date':
			return { ...stretchOf('month', 0, today), to: today + 1, toDate: true }
	}
}

/** The same stretch so many months later or earlier; whole months stay whole. */
export function moved(stretch: Stretch, by: number): { from: Day; to: Day } {
	const from = addMonths(stretch.from, by)
	return { from, to: Math.max(addMonths(stretch.to, by), from + 1) }
}

/** The stretch just before: the calendar's unit before, so much of it as has passed; else as many days. */
export function before(stretch: Stretch): { from: Day; to: Day } {
	const size = stretch.unit ? months[stretch.unit] : 0
	if (size > 0) return moved(stretch, -size)
	const [first, last] = [monthIndex(stretch.from), monthIndex(stretch.to)]
	const whole = firstOfMonth(first) === stretch.from && firstOfMonth(last) === stretch.to
	if (whole) return moved(stretch, first - last)
	return { from: stretch.from - (stretch.to - stretch.from), to: stretch.from }
}
