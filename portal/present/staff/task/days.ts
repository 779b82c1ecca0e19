export type CalendarView = 'month' | 'week'

/** Days of a calendar in whole weeks from Monday, as ISO dates; where one goes from it; and its month. */
export type CalendarDays = {
	days: string[]
	from: string
	to: string
	earlier: string
	later: string
	/** Of the view: days of the weeks at its ends may lie outside of it. */
	month: string
}

/** The month or the week that a day is in. */
export function calendarOf(view: CalendarView, on: string): CalendarDays {
	const day = Temporal.PlainDate.from(on)
	const first = view === 'month' ? day.with({ day: 1 }) : day
	const last = view === 'month' ? day.with({ day: day.daysInMonth }) : day
	const from = first.subtract({ days: first.dayOfWeek - 1 })
	const to = last.add({ days: 7 - last.dayOfWeek })
	const count = from.until(to, { largestUnit: 'day' }).days + 1
	const step = view === 'month' ? { months: 1 } : { days: 7 }
	return {
		days: Array.from({ length: count }, (_, index) => from.add({ days: index }).toString()),
		from: from.toString(),
		to: to.toString(),
		earlier: first.subtract(step).toString(),
		later: first.add(step).toString(),
		month: day.toPlainYearMonth().toString(),
	}
}
