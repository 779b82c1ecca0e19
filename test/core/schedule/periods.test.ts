import { describe, expect, it } from 'vitest'
import { invoiced, lineOf, MONTHLY } from './cast.ts'

const until = (day: string) => ({ until: day })

describe('aligned with the anniversary of the line', () => {
	it('a line bills full periods from its own start, whatever the anchor of the contract', () => {
		const contract = { alignment: 'anniversary', anchor: '2026-01-01' }
		expect(invoiced({ contract, lines: [lineOf({ start: '2026-01-15' })], ...until('2026-03-31') })).toEqual([
			'2026-01-15 support period 2026-01-15..2026-02-15 31.00',
			'2026-02-15 support period 2026-02-15..2026-03-15 31.00',
			'2026-03-15 support period 2026-03-15..2026-04-15 31.00',
		])
	})

	it('a line from the 31st bills on the last day of short months', () => {
		const contract = { alignment: 'anniversary' }
		expect(invoiced({ contract, lines: [lineOf({ start: '2026-01-31' })], ...until('2026-04-30') })).toEqual([
			'2026-01-31 support period 2026-01-31..2026-02-28 31.00',
			'2026-02-28 support period 2026-02-28..2026-03-31 31.00',
			'2026-03-31 support period 2026-03-31..2026-04-30 31.00',
			'2026-04-30 support period 2026-04-30..2026-05-31 31.00',
		])
	})

	it('a yearly line from 29 February bills on the 28th, and on the 29th in leap years', () => {
		const given = {
			today: '2024-01-01',
			contract: { start: '2024-02-29', alignment: 'anniversary' },
			lines: [lineOf({ unitPrice: '365', interval: { unit: 'year', count: 1 } })],
		}
		expect(invoiced({ ...given, ...until('2028-12-31') }).map((line) => line.slice(0, 10))).toEqual([
			'2024-02-29',
			'2025-02-28',
			'2026-02-28',
			'2027-02-28',
			'2028-02-29',
		])
	})
})

describe('aligned with the contract', () => {
	it('a line that starts between boundaries has a leading stub', () => {
		expect(invoiced({ lines: [lineOf({ start: '2026-01-15' })], ...until('2026-02-28') })).toEqual([
			'2026-01-15 support period 2026-01-15..2026-02-01 17.00',
			'2026-02-01 support period 2026-02-01..2026-03-01 31.00',
		])
	})

	it('an anchor after the start has boundaries before itself too', () => {
		const contract = { start: '2026-01-10', anchor: '2026-01-20' }
		expect(invoiced({ contract, ...until('2026-02-19') })).toEqual([
			'2026-01-10 support period 2026-01-10..2026-01-20 10.00',
			'2026-01-20 support period 2026-01-20..2026-02-20 31.00',
		])
	})

	it('an anchor on the 31st prorates against the clamped period it cuts', () => {
		const contract = { start: '2026-02-10', anchor: '2025-12-31' }
		const lines = [lineOf({ unitPrice: '28.00' })]
		expect(invoiced({ contract, lines, ...until('2026-03-01') })).toEqual([
			'2026-02-10 support period 2026-02-10..2026-02-28 18.00',
			'2026-02-28 support period 2026-02-28..2026-03-31 28.00',
		])
	})

	it('lines of different intervals bill side by side, in the order of the contract', () => {
		const lines = [
			lineOf({ key: 'year', unitPrice: '365', interval: { unit: 'year', count: 1 } }),
			lineOf({ key: 'month' }),
			lineOf({ key: 'fortnight', unitPrice: '14', interval: { unit: 'week', count: 2 } }),
		]
		expect(invoiced({ lines, ...until('2026-02-01') })).toEqual([
			'2026-01-01 year period 2026-01-01..2027-01-01 365.00',
			'2026-01-01 month period 2026-01-01..2026-02-01 31.00',
			'2026-01-01 fortnight period 2026-01-01..2026-01-15 14.00',
			'2026-01-15 fortnight period 2026-01-15..2026-01-29 14.00',
			'2026-01-29 fortnight period 2026-01-29..2026-02-12 14.00',
			'2026-02-01 month period 2026-02-01..2026-03-01 31.00',
		])
	})
})

describe('aligned with the calendar', () => {
	const stub = (start: string, unitPrice: string, interval: unknown) => {
		const given = {
			contract: { start, alignment: 'calendar', anchor: '2020-05-17' },
			today: start,
			until: '2029-12-31',
		}
		return invoiced({ ...given, lines: [lineOf({ unitPrice, interval })] }).slice(0, 2)
	}

	it('months begin on the first', () => {
		expect(stub('2026-01-15', '31', MONTHLY)).toEqual([
			'2026-01-15 support period 2026-01-15..2026-02-01 17.00',
			'2026-02-01 support period 2026-02-01..2026-03-01 31.00',
		])
	})

	it('quarters begin in January, April, July and October', () => {
		expect(stub('2026-02-15', '90', { unit: 'month', count: 3 })).toEqual([
			'2026-02-15 support period 2026-02-15..2026-04-01 45.00',
			'2026-04-01 support period 2026-04-01..2026-07-01 90.00',
		])
	})

	it('half-years begin in January and July', () => {
		expect(stub('2026-03-01', '181', { unit: 'month', count: 6 })).toEqual([
			'2026-03-01 support period 2026-03-01..2026-07-01 122.00',
			'2026-07-01 support period 2026-07-01..2027-01-01 181.00',
		])
	})

	it('two and four months are counted from January', () => {
		expect(stub('2026-02-01', '59', { unit: 'month', count: 2 })[0]).toBe(
			'2026-02-01 support period 2026-02-01..2026-03-01 28.00',
		)
		expect(stub('2026-05-01', '123', { unit: 'month', count: 4 })[0]).toBe(
			'2026-05-01 support period 2026-05-01..2026-09-01 123.00',
		)
	})

	it('years begin on 1 January, and a leap year has 366 days', () => {
		expect(stub('2024-07-01', '366', { unit: 'year', count: 1 })).toEqual([
			'2024-07-01 support period 2024-07-01..2025-01-01 184.00',
			'2025-01-01 support period 2025-01-01..2026-01-01 366.00',
		])
	})

	it('months that do not divide a year, and several years, are counted from January of the year the line starts in', () => {
		expect(stub('2026-03-10', '151', { unit: 'month', count: 5 })).toEqual([
			'2026-03-10 support period 2026-03-10..2026-06-01 83.00',
			'2026-06-01 support period 2026-06-01..2026-11-01 151.00',
		])
		expect(stub('2026-07-01', '730', { unit: 'year', count: 2 })).toEqual([
			'2026-07-01 support period 2026-07-01..2028-01-01 549.00',
			'2028-01-01 support period 2028-01-01..2030-01-01 730.00',
		])
	})

	it('weeks begin on Monday, over New Year too', () => {
		expect(stub('2026-01-01', '7', { unit: 'week', count: 1 })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-01-05 4.00',
			'2026-01-05 support period 2026-01-05..2026-01-12 7.00',
		])
		expect(stub('2026-01-01', '14', { unit: 'week', count: 2 })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-01-12 11.00',
			'2026-01-12 support period 2026-01-12..2026-01-26 14.00',
		])
	})

	it('days begin where the line begins', () => {
		expect(stub('2026-01-03', '10', { unit: 'day', count: 10 })).toEqual([
			'2026-01-03 support period 2026-01-03..2026-01-13 10.00',
			'2026-01-13 support period 2026-01-13..2026-01-23 10.00',
		])
	})
})

describe('aligned with the end of the month', () => {
	const stub = (start: string, unitPrice: string, interval: unknown) => {
		const given = { contract: { start, alignment: 'month_end' }, today: start, until: '2029-12-31' }
		return invoiced({ ...given, lines: [lineOf({ unitPrice, interval })] }).slice(0, 2)
	}

	it('a month ends with its last day', () => {
		expect(stub('2024-02-10', '29', MONTHLY)).toEqual([
			'2024-02-10 support period 2024-02-10..2024-03-01 20.00',
			'2024-03-01 support period 2024-03-01..2024-04-01 29.00',
		])
	})

	it('three months end with the third month, counting the one the line starts in', () => {
		expect(stub('2026-02-10', '89', { unit: 'month', count: 3 })).toEqual([
			'2026-02-10 support period 2026-02-10..2026-05-01 80.00',
			'2026-05-01 support period 2026-05-01..2026-08-01 89.00',
		])
	})

	it('a year is twelve months', () => {
		expect(stub('2026-03-15', '365', { unit: 'year', count: 1 })).toEqual([
			'2026-03-15 support period 2026-03-15..2027-03-01 351.00',
			'2027-03-01 support period 2027-03-01..2028-03-01 365.00',
		])
	})

	it('weeks and days begin where the line begins', () => {
		expect(stub('2026-01-07', '7', { unit: 'week', count: 1 })[0]).toBe(
			'2026-01-07 support period 2026-01-07..2026-01-14 7.00',
		)
		expect(stub('2026-01-07', '3', { unit: 'day', count: 3 })[1]).toBe(
			'2026-01-10 support period 2026-01-10..2026-01-13 3.00',
		)
	})
})

describe('the days a line is covered', () => {
	it('the last day of the contract is covered, and the last period is a stub', () => {
		expect(invoiced({ contract: { end: '2026-02-14' } })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-02-01 support period 2026-02-01..2026-02-15 15.50',
		])
	})

	it('the earlier of the end of the line and the end of the contract counts', () => {
		const both = (lineEnd: string, contractEnd: string) =>
			invoiced({ contract: { end: contractEnd }, lines: [lineOf({ end: lineEnd })] })
		expect(both('2026-01-10', '2026-03-31')).toEqual(['2026-01-01 support period 2026-01-01..2026-01-11 10.00'])
		expect(both('2026-03-31', '2026-01-10')).toEqual(['2026-01-01 support period 2026-01-01..2026-01-11 10.00'])
	})

	it('a line that starts and ends between the same boundaries is one stub', () => {
		expect(invoiced({ lines: [lineOf({ start: '2026-01-11', end: '2026-01-20' })] })).toEqual([
			'2026-01-11 support period 2026-01-11..2026-01-21 10.00',
		])
	})

	it('a line that starts after the contract has ended is never billed', () => {
		expect(invoiced({ contract: { end: '2026-01-31' }, lines: [lineOf({ start: '2026-02-10' })] })).toEqual([])
	})

	it('a line of one day costs a day', () => {
		expect(invoiced({ lines: [lineOf({ start: '2026-01-31', end: '2026-01-31' })] })).toEqual([
			'2026-01-31 support period 2026-01-31..2026-02-01 1.00',
		])
	})
})

describe('the invoice days shown', () => {
	it('are from today to the last day asked for, both included', () => {
		const days = invoiced({ today: '2026-02-01', until: '2026-04-01' }).map((line) => line.slice(0, 10))
		expect(days).toEqual(['2026-02-01', '2026-03-01', '2026-04-01'])
	})
})

describe('in arrears', () => {
	const contract = { timing: 'arrears' }

	it('a period is due on the day after its last day', () => {
		expect(invoiced({ contract, lines: [lineOf({ start: '2026-01-15' })], ...until('2026-03-01') })).toEqual([
			'2026-02-01 support period 2026-01-15..2026-02-01 17.00',
			'2026-03-01 support period 2026-02-01..2026-03-01 31.00',
		])
	})

	it('the last stub is due on the day after the end', () => {
		expect(invoiced({ contract: { ...contract, end: '2026-01-10' } })).toEqual([
			'2026-01-11 support period 2026-01-01..2026-01-11 10.00',
		])
	})
})
