import { addMonths, type Day, dayOf, firstOfMonth, formatDay, mondayOf, monthIndex, parseDay } from '../calendar.ts'
import type { Dimension, Period, Question } from './question.ts'

/** Stretches of time that rows can be cut into, by how many months they have; days and weeks are counted in days. */
const months = { month: 1, quarter: 3, year: 12 } as const
const days = { day: 1, week: 7 } as const
export type Step = keyof typeof months | keyof typeof days

export function isStep(dimension: Dimension | undefined): dimension is Step {
	return dimension !== undefined && (Object.hasOwn(months, dimension) || Object.hasOwn(days, dimension))
}

/**
 * The period that a question compares with. The stretch before one that begins on the first of a month has as many
 * months and the same days of them: 1 to 20 November is compared with 1 to 20 October, a quarter with the quarter before.
 */
export function comparedPeriod({ period, compare }: Pick<Question, 'period' | 'compare'>): Period | null {
	if (!compare) return null
	if (typeof compare === 'object') return compare
	const [from, to] = [parseDay(period.from), parseDay(period.to)]
	if (compare === 'year_before') return moved(from, to, 12)
	if (firstOfMonth(monthIndex(from)) !== from) return said(from - (to - from), from)
	return moved(from, to, monthIndex(to - 1) - monthIndex(from) + 1)
}

function moved(from: Day, to: Day, by: number): Period {
	// The day after the last: a whole February is compared with a whole January, and not with its first 28 days.
	const end = firstOfMonth(monthIndex(to)) === to ? addMonths(to, -by) : addMonths(to - 1, -by) + 1
	return said(addMonths(from, -by), end)
}

function said(from: Day, to: Day): Period {
	return { from: formatDay(from), to: formatDay(to) }
}

/** The days at which the stretches of a period begin, and the one after its last: cut at the calendar's own boundaries. */
export function boundariesOf({ from, to }: Period, step: Step): [string, ...string[]] {
	const [first, end] = [parseDay(from), parseDay(to)]
	const later: Day[] = []
	for (let next = afterStep(first, step); next < end; next = afterStep(next, step)) later.push(next)
	return [formatDay(first), ...[...later, end].map(formatDay)]
}

function afterStep(day: Day, step: Step): Day {
	if (step === 'day') return day + 1
	if (step === 'week') return mondayOf(day) + 7
	const length = months[step]
	const index = monthIndex(day)
	return firstOfMonth(index - (index % length) + length)
}

/** From the first of the month to the end of a day: what a dashboard shows when nothing else is asked. */
export function monthToDate(today: Temporal.PlainDate): Period {
	const day = dayOf(today)
	return said(firstOfMonth(monthIndex(day)), day + 1)
}
