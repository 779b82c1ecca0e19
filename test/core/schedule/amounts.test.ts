import { describe, expect, it } from 'vitest'
import { simulate } from '#core/schedule/simulate.ts'
import { invoiced, lineOf, scheduleOf } from './cast.ts'

/** The amount of the first line. */
function amountOf(fields: Record<string, unknown>, currency = 'EUR'): string | undefined {
	return invoiced({ currency, lines: [lineOf(fields)], until: '2026-01-31' })[0]
		?.split(' ')
		.at(-1)
}

describe('the amount of a line', () => {
	it('is unit price times quantity, rounded once', () => {
		expect(amountOf({ unitPrice: '0.0125', quantity: '1001' })).toBe('12.51')
		expect(amountOf({ unitPrice: '0.0125', quantity: '1000.4' })).toBe('12.51')
		expect(amountOf({ unitPrice: '0.0125', quantity: '1000.3' })).toBe('12.50')
	})

	it('takes a half away from zero', () => {
		expect(amountOf({ unitPrice: '0.005' })).toBe('0.01')
		expect(amountOf({ unitPrice: '-0.005' })).toBe('-0.01')
		expect(amountOf({ unitPrice: '0.0049999' })).toBe('0.00')
		expect(amountOf({ unitPrice: '2.675' })).toBe('2.68')
	})

	it('of a stub is its share of the days, exact until that rounding', () => {
		expect(amountOf({ unitPrice: '29.95', quantity: '3', start: '2026-01-15' })).toBe('49.27')
		// 0.0031 * 5000 / 31; a unit price rounded first would be nothing
		expect(amountOf({ unitPrice: '0.0031', quantity: '5000', start: '2026-01-31' })).toBe('0.50')
	})

	it('takes the discount before the rounding', () => {
		expect(amountOf({ unitPrice: '9.99', discountPercent: '50' })).toBe('5.00')
		expect(amountOf({ unitPrice: '10', discountPercent: '33.3333' })).toBe('6.67')
		expect(amountOf({ unitPrice: '10', discountPercent: '100' })).toBe('0.00')
		expect(amountOf({ unitPrice: '29.95', quantity: '3', discountPercent: '10', start: '2026-01-15' })).toBe('44.35')
	})

	it('has the digits of its currency', () => {
		const stub = { start: '2026-01-15' }
		expect(amountOf({ unitPrice: '1000', ...stub }, 'JPY')).toBe('548')
		expect(amountOf({ unitPrice: '10', ...stub }, 'KWD')).toBe('5.484')
		expect(amountOf({ unitPrice: '1000', ...stub }, 'HUF')).toBe('548.39')
		expect(amountOf({ unitPrice: '0.5' }, 'JPY')).toBe('1')
	})

	it('is exact far beyond what floating point can hold', () => {
		expect(amountOf({ unitPrice: '90071992547409.93', quantity: '1000000' })).toBe('90071992547409930000.00')
	})

	it('of a line at no price is a line all the same, as in a trial', () => {
		expect(invoiced({ lines: [lineOf({ unitPrice: '0' })], until: '2026-01-31' })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 0.00',
		])
	})
})

describe('tax and totals', () => {
	it('tax is rounded on each line, and totals are sums of the rounded parts', () => {
		const lines = [1, 2, 3].map((n) => lineOf({ key: `line ${n}`, unitPrice: '10.05', taxPercent: '19' }))
		const { schedule, today } = scheduleOf({ lines })
		const [invoice] = simulate(schedule, { from: today, until: today })
		// 19 % of 10.05 is 1.9095; of the sum 30.15 it would be 5.73
		expect(invoice?.lines.map(({ tax }) => tax)).toEqual([191n, 191n, 191n])
		expect([invoice?.subtotal, invoice?.tax, invoice?.total]).toEqual([3015n, 573n, 3588n])
	})

	it('a credit takes back the tax of its own amount', () => {
		const changes = [{ on: '2026-01-31', line: 'support', set: { end: '2026-01-30' } }]
		const { schedule, today, until } = scheduleOf({
			lines: [lineOf({ unitPrice: '10.05', taxPercent: '19' })],
			changes,
		})
		const [first, second] = simulate(schedule, { from: today, until })
		expect(first?.lines.map(({ amount, tax }) => [amount, tax])).toEqual([[1005n, 191n]])
		// 10.05 / 31 = 0.324; 19 % of 0.32 = 0.0608
		expect(second?.lines.map(({ amount, tax }) => [amount, tax])).toEqual([[-32n, -6n]])
		expect(second?.total).toBe(-38n)
	})
})

describe('a line billed once', () => {
	const once = lineOf({ key: 'set-up', unitPrice: '199', interval: null, start: '2026-02-10' })

	it.each(['advance', 'arrears'])('is due on its day, also where the contract bills in %s', (timing) => {
		expect(invoiced({ contract: { timing, end: '2026-12-31' }, lines: [once] })).toEqual([
			'2026-02-10 set-up one_off 2026-02-10..2026-02-11 199.00',
		])
	})

	it('is not prorated and not changed afterwards', () => {
		const changes = [{ on: '2026-02-11', line: 'set-up', set: { quantity: '5' } }]
		expect(invoiced({ lines: [once], changes })).toHaveLength(1)
	})

	it('takes a change of its own day or before', () => {
		const on = (day: string) => [{ on: day, line: 'set-up', set: { quantity: '2' } }]
		const expected = ['2026-02-10 set-up one_off 2026-02-10..2026-02-11 398.00']
		expect(invoiced({ lines: [once], changes: on('2026-02-10') })).toEqual(expected)
		expect(invoiced({ lines: [once], changes: on('2026-01-05') })).toEqual(expected)
	})

	it('is credited in full when it turns out never to have been', () => {
		const changes = [{ on: '2026-03-01', line: 'set-up', set: { end: '2026-02-09' } }]
		expect(invoiced({ lines: [once], changes })).toEqual([
			'2026-02-10 set-up one_off 2026-02-10..2026-02-11 199.00',
			'2026-03-01 set-up credit 2026-02-10..2026-02-11 -199.00',
		])
	})

	it('is not billed where the contract has ended', () => {
		expect(invoiced({ contract: { end: '2026-02-09' }, lines: [once] })).toEqual([])
	})
})
