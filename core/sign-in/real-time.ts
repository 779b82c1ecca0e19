import type { Scope } from '../act.ts'

/** The moment by the clock on the wall: a demo's clock that is moved on a month must not sign anybody out. */
export function realTime(scope: Scope): Temporal.Instant {
	return scope.now.subtract({ hours: 24 * scope.company.daysAhead })
}
