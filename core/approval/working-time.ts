/**
 * The moment so many hours later, counting only hours of working days (ISO days of the week, at least one) in the
 * company's time zone: 24 hours from a Friday afternoon end on Monday afternoon. Pure.
 */
export function afterWorkingHours(
	from: Temporal.Instant,
	hours: number,
	timeZone: string,
	workingDays: readonly number[],
): Temporal.Instant {
	if (workingDays.length === 0) throw new Error('A week has at least one working day')
	let at = from.toZonedDateTimeISO(timeZone)
	let left = hours * 3600
	for (;;) {
		const midnight = at.startOfDay().add({ days: 1 })
		const seconds = Math.ceil(at.until(midnight, { largestUnit: 'second' }).total('second'))
		if (workingDays.includes(at.dayOfWeek)) {
			if (left < seconds) return at.add({ seconds: left }).toInstant()
			left -= seconds
		}
		at = midnight
	}
}
