export type DemoClock = ReturnType<typeof demoClock>

/** Stands at nine in the morning of a day. */
export function demoClock(first: Temporal.PlainDate, timeZone: string) {
	let day = first
	return {
		now: () => day.toZonedDateTime({ timeZone, plainTime: '09:00' }).toInstant(),
		today: () => day,
		standOn(next: Temporal.PlainDate) {
			day = next
		},
	}
}
