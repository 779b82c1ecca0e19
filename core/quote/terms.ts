import { termEnd } from '../contract/term.ts'
import type { Quote } from './read.ts'

type Dated = Pick<Quote, 'startsOn' | 'endsOn' | 'termMonths' | 'purpose' | 'contractStartsOn'>

/**
 * From when to when an agreement made today holds: `endsOn` the last day. Without a day of its own it starts today; a
 * term of n months ends on the day before its n-th monthly boundary, which a renewal counts from the contract's own start. A change leaves the contract's end as
 * it is.
 */
export function termOf(
	quote: Dated,
	today: Temporal.PlainDate,
): { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate | null } {
	const startsOn = quote.startsOn ?? today
	if (quote.endsOn || !quote.termMonths || quote.purpose === 'change') return { startsOn, endsOn: quote.endsOn }
	const lastDay = startsOn.subtract({ days: 1 })
	const term = { startsOn: quote.contractStartsOn ?? startsOn, endsOn: lastDay, months: quote.termMonths }
	return { startsOn, endsOn: termEnd(term, 1) }
}
