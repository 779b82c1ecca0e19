import type { Clock } from '#core/act.ts'

/** A clock that moves only when told. */
export type StoppedClock = Clock & {
	/** Stands still at noon of the day in the clock's time zone. */
	standOn(day: string | Temporal.PlainDate): void
	/** Stands still at the moment, such as '2026-03-01T08:00:00Z'. */
	standAt(moment: string | Temporal.Instant): void
	/** Moves on by days, weeks, months and so on, counted in the clock's time zone. */
	moveOn(by: Temporal.DurationLike): void
	today(): Temporal.PlainDate
}

/** Noon keeps a day's tests away from the edges of the day in most time zones. */
export function stoppedClock(day: string, timeZone: string): StoppedClock {
	let moment = noon(day, timeZone)
	return {
		now: () => moment,
		standOn: (other) => {
			moment = noon(other, timeZone)
		},
		standAt: (other) => {
			moment = Temporal.Instant.from(other)
		},
		moveOn: (by) => {
			moment = moment.toZonedDateTimeISO(timeZone).add(by).toInstant()
		},
		today: () => moment.toZonedDateTimeISO(timeZone).toPlainDate(),
	}
}

function noon(day: string | Temporal.PlainDate, timeZone: string): Temporal.Instant {
	return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: '12:00' }).toInstant()
}
