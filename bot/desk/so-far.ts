import { addMonths, type Day, formatDay, monthIndex, parseDay } from '#core/calendar.ts'
import { isStep } from '#core/report/periods.ts'
import type { FigureReading, Span } from '../understand/reading.ts'

/**
 * Of a period that is not over, so much as has passed, beside as much of the one before: half of a month against the
 * whole of another would always look like a fall. What is compared with by name stays as it was said.
 */
export function soFar(reading: FigureReading, today: string): FigureReading {
	const { period, compare, groupBy } = reading
	const tomorrow = parseDay(today) + 1
	if (compare || period.from > today || parseDay(period.to) <= tomorrow) return reading
	const passed = { from: period.from, to: formatDay(tomorrow) }
	return { ...reading, period: passed, ...(isStep(groupBy) ? {} : { compare: asMuchBefore(period, tomorrow) }) }
}

/** The same days of the stretch before: by months where it is made of whole ones, else by days. */
function asMuchBefore({ from, to }: Span, end: Day): Span {
	const [first, last] = [parseDay(from), parseDay(to)]
	const isWhole = from.endsWith('-01') && to.endsWith('-01')
	const months = monthIndex(last) - monthIndex(first)
	const back = (day: Day) => (isWhole ? addMonths(day, -months) : day - (last - first))
	const start = back(first)
	return { from: formatDay(start), to: formatDay(Math.max(back(end), start + 1)) }
}
