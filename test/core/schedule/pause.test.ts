import { describe, expect, it } from 'vitest'
import { invoiced } from './cast.ts'

describe('a paused contract', () => {
	it('gives back the paused days that were billed, bills none, and bills the rest of the period it is resumed in', () => {
		const contract = { pauses: [{ start: '2026-01-15', end: '2026-03-16' }] }
		expect(invoiced({ contract, until: '2026-04-01' })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-01-15 support credit 2026-01-15..2026-02-01 -17.00',
			'2026-03-17 support period 2026-03-17..2026-04-01 15.00',
			'2026-04-01 support period 2026-04-01..2026-05-01 31.00',
		])
	})

	it('within one period charges the days after the pause again', () => {
		const contract = { pauses: [{ start: '2026-01-15', end: '2026-01-24' }] }
		expect(invoiced({ contract, until: '2026-01-31' })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-01-15 support credit 2026-01-15..2026-02-01 -17.00',
			'2026-01-25 support charge 2026-01-25..2026-02-01 7.00',
		])
	})

	it('in arrears bills only the days it was not paused', () => {
		const contract = { timing: 'arrears', pauses: [{ start: '2026-01-15', end: '2026-01-24' }] }
		expect(invoiced({ contract, until: '2026-02-01' })).toEqual([
			'2026-02-01 support period 2026-01-01..2026-01-15 14.00',
			'2026-02-01 support period 2026-01-25..2026-02-01 7.00',
		])
	})

	it('over the leap day gives back 10 of 29 days in dong', () => {
		const contract = { start: '2028-02-01', pauses: [{ start: '2028-02-20' }] }
		const given = { currency: 'VND', contract, today: '2028-01-01', until: '2028-12-31' }
		expect(
			invoiced({
				...given,
				lines: [{ key: 'a', unitPrice: '790000', quantity: '1', interval: { unit: 'month', count: 1 } }],
			}),
		).toEqual([
			'2028-02-01 a period 2028-02-01..2028-03-01 790000',
			'2028-02-20 a credit 2028-02-20..2028-03-01 -272414',
		])
	})

	it('without proration pays the period it was paused in, and none that began in the pause', () => {
		const contract = { prorate: false, pauses: [{ start: '2026-01-15', end: '2026-03-16' }] }
		expect(invoiced({ contract, until: '2026-04-01' })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-04-01 support period 2026-04-01..2026-05-01 31.00',
		])
	})
})
