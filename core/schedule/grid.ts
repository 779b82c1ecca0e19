import { addMonths, type Day, firstOfMonth, type Interval, mondayOf, monthIndex } from '../calendar.ts'
import type { ScheduledLine, Terms } from './terms.ts'

/** The boundaries of a line's periods: the k-th is the anchor and k steps, k may be negative. One step is days or months. */
export type Grid = { readonly anchor: Day; readonly days: number; readonly months: number }

const ONE_DAY: Interval = { unit: 'day', count: 1 }

/** Where a line's boundaries lie by the alignment of the contract. A one-off line has the one period of its start day. */
export function gridOf(terms: Terms, line: ScheduledLine): Grid {
	const interval = line.interval ?? ONE_DAY
	const days = interval.unit === 'day' ? interval.count : interval.unit === 'week' ? 7 * interval.count : 0
	const months = interval.unit === 'month' ? interval.count : interval.unit === 'year' ? 12 * interval.count : 0
	return { anchor: line.interval ? (line.anchor ?? anchorOf(terms, line.start, interval)) : line.start, days, months }
}

/** The k-th boundary, computed from the anchor and clamped to the last day of a short month. */
export function boundaryAt(grid: Grid, k: number): Day {
	return grid.days > 0 ? grid.anchor + k * grid.days : addMonths(grid.anchor, k * grid.months)
}

/** The period a day is in: the k of the last boundary that is not after it. */
export function indexOf(grid: Grid, day: Day): number {
	if (grid.days > 0) return Math.floor((day - grid.anchor) / grid.days)
	const k = Math.floor((monthIndex(day) - monthIndex(grid.anchor)) / grid.months)
	return boundaryAt(grid, k) > day ? k - 1 : k
}

function anchorOf(terms: Terms, start: Day, interval: Interval): Day {
	switch (terms.alignment) {
		case 'anniversary':
			return start
		case 'contract':
			return terms.anchor
		case 'calendar':
			return calendarAnchor(start, interval)
		case 'month_end':
			return interval.unit === 'month' || interval.unit === 'year' ? firstOfMonth(monthIndex(start)) : start
	}
}

/** January of the start year serves months that divide a year too: their boundaries are counted from January anyway. */
function calendarAnchor(start: Day, interval: Interval): Day {
	if (interval.unit === 'day') return start
	if (interval.unit === 'week') return mondayOf(start)
	return firstOfMonth(Math.floor(monthIndex(start) / 12) * 12)
}
