import { expect, test } from 'vitest'
import { boundariesOf, comparedPeriod, monthToDate } from '#core/report/periods.ts'
import type { Period } from '#core/report/question.ts'

const of = (text: string): Period => {
	const [from = '', to = ''] = text.split(' ')
	return { from, to }
}

test.each([
	['a month', '2026-11-01 2026-12-01', '2026-10-01 2026-11-01'],
	['February', '2026-02-01 2026-03-01', '2026-01-01 2026-02-01'],
	['March', '2026-03-01 2026-04-01', '2026-02-01 2026-03-01'],
	['a quarter', '2026-10-01 2027-01-01', '2026-07-01 2026-10-01'],
	['a year', '2026-01-01 2027-01-01', '2025-01-01 2026-01-01'],
	['a month to date', '2026-11-01 2026-11-21', '2026-10-01 2026-10-21'],
	['March to its 31st, which February does not have', '2026-03-01 2026-04-01', '2026-02-01 2026-03-01'],
	['a quarter to date', '2026-10-01 2026-11-29', '2026-08-01 2026-09-29'],
	['any ten days', '2026-11-11 2026-11-21', '2026-11-01 2026-11-11'],
])('%s is compared with as much just before it', (_what, period, before) => {
	expect(comparedPeriod({ period: of(period), compare: 'before' })).toEqual(of(before))
})

test.each([
	['2026-11-01 2026-12-01', '2025-11-01 2025-12-01'],
	['2028-02-01 2028-03-01', '2027-02-01 2027-03-01'],
	['2028-02-10 2028-02-29', '2027-02-10 2027-03-01'],
	['2026-11-11 2026-11-21', '2025-11-11 2025-11-21'],
])('%s is compared with the same days a year before', (period, before) => {
	expect(comparedPeriod({ period: of(period), compare: 'year_before' })).toEqual(of(before))
})

test('another period is compared with as it is given, and nothing where none is asked', () => {
	const other = of('2020-01-01 2020-02-01')
	expect(comparedPeriod({ period: of('2026-11-01 2026-12-01'), compare: other })).toEqual(other)
	expect(comparedPeriod({ period: other })).toBeNull()
})

test.each([
	['month', '2026-09-15 2026-12-01', ['2026-09-15', '2026-10-01', '2026-11-01', '2026-12-01']],
	['quarter', '2026-02-01 2026-08-01', ['2026-02-01', '2026-04-01', '2026-07-01', '2026-08-01']],
	['year', '2025-06-01 2026-02-01', ['2025-06-01', '2026-01-01', '2026-02-01']],
	['week', '2026-11-25 2026-12-09', ['2026-11-25', '2026-11-30', '2026-12-07', '2026-12-09']],
	['day', '2026-11-28 2026-12-01', ['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']],
] as const)('by %s, a period is cut at the boundaries of the calendar', (step, period, boundaries) => {
	expect(boundariesOf(of(period), step)).toEqual(boundaries)
})

test('the month to date ends with the day itself', () => {
	expect(monthToDate(Temporal.PlainDate.from('2026-11-28'))).toEqual(of('2026-11-01 2026-11-29'))
})
