import { boundaryDate, type Interval } from '../calendar.ts'

/** A line's discount and how long it holds. Days are ISO dates. */
export type LineDiscount = {
	discountPercent: string
	/** So many periods of the line from its first charged day. */
	discountPeriods?: number | null | undefined
	/** Or to this last day. */
	discountUntil?: string | null | undefined
}

/** What a line takes off from a day on. */
export type DiscountStep = { effectiveOn: string; discountPercent: string }

/** From when on a line takes off how much, from its first day: one step, or two where its discount ends by itself. */
export function discountSteps(
	line: LineDiscount,
	interval: Interval | null,
	from: string,
	freeDays = 0,
): DiscountStep[] {
	const { discountPercent } = line
	const lastDay = discountEnd(line, interval, from, freeDays)
	if (lastDay === null) return [{ effectiveOn: from, discountPercent }]
	if (lastDay < from) return [{ effectiveOn: from, discountPercent: '0' }]
	const next = Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString()
	return [
		{ effectiveOn: from, discountPercent },
		{ effectiveOn: next, discountPercent: '0' },
	]
}

/** The last day of a line's discount; null where there is none, or it is for good. */
export function discountEnd(line: LineDiscount, interval: Interval | null, from: string, freeDays = 0): string | null {
	if (!interval || !/[1-9]/.test(line.discountPercent)) return null
	if (line.discountPeriods) return lastDayOf(from, freeDays, interval, line.discountPeriods)
	return line.discountUntil ?? null
}

/** How many whole periods end on that day; null where it lies inside of one. */
export function periodsUntil(until: string, interval: Interval, from: string, freeDays = 0): number | null {
	for (let periods = 1; periods <= 1200; periods++) {
		const lastDay = lastDayOf(from, freeDays, interval, periods)
		if (lastDay === until) return periods
		if (lastDay > until) return null
	}
	return null
}

function lastDayOf(from: string, freeDays: number, interval: Interval, periods: number): string {
	const charged = Temporal.PlainDate.from(from).add({ days: freeDays })
	return boundaryDate(charged, interval, periods).subtract({ days: 1 }).toString()
}
