import { z } from 'zod'
import { dayInput } from '#core/day-input.ts'
import type { JournalPeriod } from '#core/journal/read-lines.ts'

const period = z.object({ from: dayInput, to: dayInput }).refine(({ from, to }) => from <= to)

/** The period that an address names, the month before `today` when it names none; undefined when it names none that there is. */
export function readJournalPeriod(request: Request, today: string): JournalPeriod | undefined {
	const { searchParams } = new URL(request.url)
	if (!searchParams.has('from') && !searchParams.has('to')) return lastMonth(today)
	return period.safeParse(Object.fromEntries(searchParams)).data
}

export function lastMonth(today: string): JournalPeriod {
	const first = Temporal.PlainDate.from(today).with({ day: 1 })
	return { from: first.subtract({ months: 1 }).toString(), to: first.subtract({ days: 1 }).toString() }
}
