import type { Day } from '#core/calendar.ts'
import type { Meaning, Unit } from './meaning.ts'
import type { Amount, Name, NameKind } from './reading.ts'

export type Candidate = { kind: NameKind; name: Name }

/**
 * A stretch of time as it was said. `unit` is the calendar's unit it is one of; `shift` how many units from the current
 * one; `open` has only its end given.
 */
export type Stretch = {
	is: 'stretch'
	from: Day
	to: Day
	unit?: Unit
	shift?: number
	yearGiven: boolean
	toDate?: boolean
	open?: boolean
}

/** A piece of the sentence with what it means: tokens `at` up to `end`, as they were written. */
export type Item = { at: number; end: number; said: string } & (
	| Meaning
	| { is: 'name'; candidates: Candidate[]; month?: number }
	| { is: 'unknown'; near: Candidate[] }
	| { is: 'amount'; amount: Amount }
	| { is: 'dash' }
	| Stretch
)
