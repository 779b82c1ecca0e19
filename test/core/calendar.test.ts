import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	addMonths,
	boundary,
	boundaryDate,
	dateOf,
	dayOf,
	formatDay,
	type Interval,
	mondayOf,
	parseDay,
	readDay,
} from '#core/calendar.ts'

const days = fc.integer({ min: parseDay('0001-01-01'), max: parseDay('9999-12-31') })
const monthly: Interval = { unit: 'month', count: 1 }
const yearly: Interval = { unit: 'year', count: 1 }

function boundaries(anchor: string, interval: Interval, ...indexes: number[]): string[] {
	return indexes.map((k) => formatDay(boundary(parseDay(anchor), interval, k)))
}

describe('a day as a number', () => {
	it('is the one Temporal means, over ten thousand years', () => {
		fc.assert(
			fc.property(days, (day) => {
				const date = dateOf(day)
				expect(date.toString()).toBe(formatDay(day))
				expect(dayOf(date)).toBe(day)
				expect(Temporal.PlainDate.from('1970-01-01').add({ days: day }).equals(date)).toBe(true)
			}),
			{ numRuns: 2000 },
		)
	})

	it.each([
		'2026-02-29',
		'2026-13-01',
		'2026-00-10',
		'2026-04-31',
		'2026-4-1',
		'26-04-01',
		'2026-04-01T00:00',
		'1900-02-29',
		'',
	])('is not read from "%s"', (text) => {
		expect(readDay(text)).toBeUndefined()
		expect(() => parseDay(text)).toThrow(RangeError)
	})

	it('knows leap days, those of the centuries too', () => {
		expect(formatDay(parseDay('2000-02-29') + 1)).toBe('2000-03-01')
		expect(formatDay(parseDay('2024-02-29') + 366)).toBe('2025-03-01')
		expect(formatDay(parseDay('2100-02-28') + 1)).toBe('2100-03-01')
	})

	it('has the Monday of its ISO week, over New Year too', () => {
		expect(formatDay(mondayOf(parseDay('2026-01-01')))).toBe('2025-12-29')
		expect(formatDay(mondayOf(parseDay('2025-12-29')))).toBe('2025-12-29')
		expect(formatDay(mondayOf(parseDay('1969-12-31')))).toBe('1969-12-29')
		fc.assert(
			fc.property(days, (day) => {
				const monday = mondayOf(day)
				expect(dateOf(monday).dayOfWeek).toBe(1)
				expect(day - monday).toBe(dateOf(day).dayOfWeek - 1)
			}),
		)
	})
})

describe('boundaries', () => {
	it('of an anchor on 31 January fall on the last day of short months and return to the 31st', () => {
		expect(boundaries('2026-01-31', monthly, 0, 1, 2, 3, 4)).toEqual([
			'2026-01-31',
			'2026-02-28',
			'2026-03-31',
			'2026-04-30',
			'2026-05-31',
		])
		expect(boundaries('2024-01-31', monthly, 1)).toEqual(['2024-02-29'])
	})

	it('of an anchor on 29 February stay on the 28th and return to the 29th in leap years', () => {
		expect(boundaries('2024-02-29', yearly, 1, 2, 3, 4)).toEqual([
			'2025-02-28',
			'2026-02-28',
			'2027-02-28',
			'2028-02-29',
		])
	})

	it('of an anchor on 28 February stay on the 28th, of 30 April on the 30th', () => {
		expect(boundaries('2023-02-28', yearly, 1, 5)).toEqual(['2024-02-28', '2028-02-28'])
		expect(boundaries('2026-04-30', monthly, 1, 8, 10)).toEqual(['2026-05-30', '2026-12-30', '2027-02-28'])
	})

	it('count backwards as well', () => {
		expect(boundaries('2026-03-31', monthly, -1, -4)).toEqual(['2026-02-28', '2025-11-30'])
		expect(boundaries('2026-01-05', { unit: 'week', count: 2 }, -1)).toEqual(['2025-12-22'])
		expect(boundaries('2026-01-05', { unit: 'day', count: 10 }, -1, 2)).toEqual(['2025-12-26', '2026-01-25'])
	})

	it('are those of Temporal, counted from the anchor', () => {
		const anchor = fc.integer({ min: parseDay('1900-01-01'), max: parseDay('2100-12-31') })
		const interval = fc.record({
			unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
			count: fc.integer({ min: 1, max: 36 }),
		})
		fc.assert(
			fc.property(anchor, interval, fc.integer({ min: -60, max: 60 }), (day, { unit, count }, k) => {
				const expected = dateOf(day).add({ [`${unit}s`]: count * k })
				expect(boundaryDate(dateOf(day), { unit, count }, k).equals(expected)).toBe(true)
			}),
			{ numRuns: 2000 },
		)
	})

	it('add months the way boundaries do', () => {
		expect(formatDay(addMonths(parseDay('2026-12-31'), 2))).toBe('2027-02-28')
		expect(formatDay(addMonths(parseDay('2026-01-31'), -1))).toBe('2025-12-31')
	})
})
