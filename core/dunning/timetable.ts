import type { FailureReason } from '../payment/payment.ts'

/** A card that fails for these is not tried again by itself: only its holder can change the outcome. */
const hopeless = new Set<FailureReason>([
	'expired_card',
	'lost_or_stolen',
	'incorrect_details',
	'card_not_supported',
	'authentication_required',
])

/** Whether trying the same card again can help. `never` is the processor's own word that it cannot. */
export function mayRetry(reason: FailureReason, never = false): boolean {
	return !never && !hopeless.has(reason)
}

export type Timetable = {
	/** The day of the first failure. */
	firstFailedOn: Temporal.PlainDate
	retryDays: readonly number[]
	retryHour: number
}

/**
 * The moments at which a card is tried again, in order: on the given days after the first failure, at the hour as the
 * company's clocks show it. An hour that a change of the clocks leaves out is taken as the one after it.
 */
export function retriesOf({ firstFailedOn, retryDays, retryHour }: Timetable, timeZone: string): Temporal.Instant[] {
	const plainTime = Temporal.PlainTime.from({ hour: retryHour })
	return [...retryDays]
		.sort((one, other) => one - other)
		.map((days) => firstFailedOn.add({ days }).toZonedDateTime({ timeZone, plainTime }).toInstant())
}

/** What comes after a moment: how many retries lie behind it, and the next; null when there is none. */
export function nextRetry(
	timetable: Timetable,
	timeZone: string,
	after: Temporal.Instant,
): { behind: number; at: Temporal.Instant | null } {
	const moments = retriesOf(timetable, timeZone)
	const behind = moments.filter((moment) => Temporal.Instant.compare(moment, after) <= 0).length
	return { behind, at: moments[behind] ?? null }
}
