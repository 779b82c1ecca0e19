import { describe, expect, it } from 'vitest'
import type { Interval } from '#core/calendar.ts'
import { parseDecimal } from '#core/decimal.ts'
import { monthlyRate } from '#core/movement/rate.ts'

function rate(
	unitPrice: string,
	unit: Interval['unit'],
	count: number,
	more: { quantity?: string; discount?: string } = {},
) {
	const { quantity = '1', discount = '0' } = more
	const price = {
		unitPrice: parseDecimal(unitPrice),
		quantity: parseDecimal(quantity),
		discountPercent: parseDecimal(discount),
	}
	return monthlyRate(price, { unit, count }, 'EUR')
}

describe('what a line brings a month', () => {
	it('is its amount for a monthly line, a third for a quarter, a twelfth for a year', () => {
		expect(rate('29.95', 'month', 1)).toBe(2995n)
		expect(rate('100', 'month', 3)).toBe(3333n)
		expect(rate('100', 'year', 1)).toBe(833n)
		expect(rate('100', 'year', 2)).toBe(417n)
	})

	it('counts 52 weeks and 365 days to the year', () => {
		expect(rate('12', 'week', 1)).toBe(5200n)
		expect(rate('12', 'week', 4)).toBe(1300n)
		expect(rate('12', 'day', 1)).toBe(36500n)
		expect(rate('12', 'day', 7)).toBe(5214n)
	})

	it('is after the discount of the line and rounded once, halves away from zero', () => {
		expect(rate('29.95', 'month', 1, { quantity: '3', discount: '10' })).toBe(8087n)
		expect(rate('80', 'month', 1, { discount: '12.5' })).toBe(7000n)
		expect(rate('0.005', 'month', 1)).toBe(1n)
		expect(rate('0.0125', 'month', 1, { quantity: '1000' })).toBe(1250n)
		expect(rate('-0.005', 'month', 1)).toBe(-1n)
	})

	it('has the digits of the currency', () => {
		const price = { unitPrice: parseDecimal('10'), quantity: parseDecimal('1'), discountPercent: parseDecimal('0') }
		expect(monthlyRate(price, { unit: 'month', count: 3 }, 'JPY')).toBe(3n)
		expect(monthlyRate(price, { unit: 'month', count: 3 }, 'KWD')).toBe(3333n)
	})

	it('is nothing for a line billed once', () => {
		const price = { unitPrice: parseDecimal('199'), quantity: parseDecimal('1'), discountPercent: parseDecimal('0') }
		expect(monthlyRate(price, null, 'EUR')).toBe(0n)
	})
})
