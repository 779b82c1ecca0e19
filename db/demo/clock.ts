export type DemoClock = ReturnType<typeof demoClock>

/** Stands at nine in the morning of a day, today at the latest now: nothing is said to happen later than somebody reads it. */
export function demoClock(first: Temporal.PlainDate, timeZone: string) {
	let day = first
	return {
		now: () => {
			const nine = day.toZonedDateTime({ timeZone, plainTime: '09:00' })
			const now = Temporal.Now.zonedDateTimeISO(timeZone)
			const early = now.toPlainDate().equals(day) && Temporal.ZonedDateTime.compare(now, nine) < 0
			return (early ? now : nine).toInstant()
		},
		today: () => day,
		standOn(next: Temporal.PlainDate) {
			day = next
		},
	}
}
