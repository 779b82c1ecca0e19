import { describe, expect, it } from 'vitest'
import { invoiced, lineOf } from './cast.ts'

describe('a line with a free trial', () => {
	it('is billed from the first day after it, and its anniversaries are counted from there', () => {
		const given = { contract: { alignment: 'anniversary' }, lines: [lineOf({ trialDays: 14 })], until: '2026-03-31' }
		expect(invoiced(given)).toEqual([
			'2026-01-15 support period 2026-01-15..2026-02-15 31.00',
			'2026-02-15 support period 2026-02-15..2026-03-15 31.00',
			'2026-03-15 support period 2026-03-15..2026-04-15 31.00',
		])
	})

	it('has a stub up to the next boundary of its contract', () => {
		expect(invoiced({ lines: [lineOf({ trialDays: 14 })], until: '2026-02-01' })).toEqual([
			'2026-01-15 support period 2026-01-15..2026-02-01 17.00',
			'2026-02-01 support period 2026-02-01..2026-03-01 31.00',
		])
	})

	it('in yen is charged 17 of 31 days of 1000: 548', () => {
		const lines = [lineOf({ unitPrice: '1000', trialDays: 14 })]
		expect(invoiced({ currency: 'JPY', lines, until: '2026-01-31' })).toEqual([
			'2026-01-15 support period 2026-01-15..2026-02-01 548',
		])
	})

	it('that ends before the leap day bills each year from it', () => {
		const lines = [lineOf({ interval: { unit: 'year', count: 1 }, trialDays: 28 })]
		const contract = { start: '2028-02-01', alignment: 'anniversary' }
		expect(
			invoiced({ contract, lines, today: '2028-01-01', until: '2032-12-31' }).map((text) => text.slice(0, 10)),
		).toEqual(['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'])
	})

	it('costs nothing when it ends within it, nor when it is changed within it', () => {
		expect(invoiced({ lines: [lineOf({ trialDays: 14, end: '2026-01-14' })] })).toEqual([])
		const changes = [{ on: '2026-01-10', line: 'support', set: { quantity: '2' } }]
		expect(invoiced({ lines: [lineOf({ trialDays: 14 })], changes, until: '2026-01-31' })).toEqual([
			'2026-01-15 support period 2026-01-15..2026-02-01 34.00',
		])
	})

	it('in arrears is billed at the end of its first period', () => {
		const contract = { timing: 'arrears' }
		expect(invoiced({ contract, lines: [lineOf({ trialDays: 14 })], until: '2026-02-01' })).toEqual([
			'2026-02-01 support period 2026-01-15..2026-02-01 17.00',
		])
	})
})
