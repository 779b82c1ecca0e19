import { expect, test } from 'vitest'
import { termOf } from '#core/quote/terms.ts'

const day = (on: string) => Temporal.PlainDate.from(on)

test.each([
	['2026-01-31', '2026-04-30', 3, '2026-07-30'],
	['2024-02-29', '2025-02-28', 12, '2026-02-27'],
	['2024-02-29', '2027-02-28', 12, '2028-02-28'],
	['2026-01-31', '2026-03-15', 1, '2026-04-14'],
])('a renewal of a contract from %s that follows on %s over %i months ends on %s', (from, on, months, end) => {
	const quote = { startsOn: day(on), endsOn: null, termMonths: months, contractStartsOn: day(from) }
	expect(termOf({ ...quote, purpose: 'renewal' }, day('2026-01-01')).endsOn?.toString()).toBe(end)
})

test('what is new starts today unless it says otherwise, and counts from there', () => {
	const quote = { purpose: 'new', startsOn: null, endsOn: null, termMonths: 3, contractStartsOn: null } as const
	const { startsOn, endsOn } = termOf(quote, day('2026-01-31'))
	expect([startsOn.toString(), endsOn?.toString()]).toEqual(['2026-01-31', '2026-04-29'])
})
