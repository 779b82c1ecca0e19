import { describe, expect, it } from 'vitest'
import { simulate } from '#core/schedule/simulate.ts'
import { whyOf } from '#core/schedule/why.ts'
import { day, invoiced, lineOf, scheduleOf } from './cast.ts'

const first = { until: '2026-01-31' }
const hundred = (more: object = {}) => lineOf({ unitPrice: '100.00', ...more })

describe('a discount on the contract', () => {
	it('comes after the discount of the line: 100 less 10 % less 5 % is 85.50', () => {
		const contract = { discounts: [{ percent: '5' }] }
		expect(invoiced({ ...first, contract, lines: [hundred({ discountPercent: '10' })] })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 85.50',
		])
	})

	it('in an amount is spread over the lines by what they bring a month: 20 over 60 and 40 is 12 and 8', () => {
		const contract = { discounts: [{ amount: '20' }] }
		const lines = [hundred({ unitPrice: '60' }), hundred({ key: 'pages', unitPrice: '40' })]
		expect(invoiced({ ...first, contract, lines })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 48.00',
			'2026-01-01 pages period 2026-01-01..2026-02-01 32.00',
		])
	})

	it.each([
		['EUR', '10', ['27.66', '27.67', '27.67']],
		['JPY', '100', ['866', '867', '867']],
		['KWD', '10', ['27.666', '27.667', '27.667']],
	])('in %s loses no minor unit over three equal lines', (currency, amount, parts) => {
		const unitPrice = currency === 'JPY' ? '900' : '31'
		const lines = ['a', 'b', 'c'].map((key) => lineOf({ key, unitPrice }))
		const told = invoiced({ ...first, currency, contract: { discounts: [{ amount }] }, lines })
		expect(told.map((text) => text.split(' ').at(-1))).toEqual(parts)
	})

	it('in an amount counts for every month of a longer period', () => {
		const year = hundred({ key: 'year', unitPrice: '1200.00', interval: { unit: 'year', count: 1 } })
		expect(invoiced({ ...first, contract: { discounts: [{ amount: '20' }] }, lines: [hundred(), year] })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 90.00',
			'2026-01-01 year period 2026-01-01..2027-01-01 1080.00',
		])
	})

	it('never makes an amount negative', () => {
		expect(invoiced({ ...first, contract: { discounts: [{ amount: '500' }] } })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 0.00',
		])
	})

	it('that begins inside a period credits and charges from its day, and ends with its last day', () => {
		const contract = { discounts: [{ percent: '50', start: '2026-01-15', end: '2026-02-14' }] }
		expect(invoiced({ contract, until: '2026-03-01' })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-01-15 support credit 2026-01-15..2026-02-01 -17.00',
			'2026-01-15 support charge 2026-01-15..2026-02-01 8.50',
			'2026-02-01 support period 2026-02-01..2026-03-01 15.50',
			'2026-02-15 support credit 2026-02-15..2026-03-01 -7.75',
			'2026-02-15 support charge 2026-02-15..2026-03-01 15.50',
			'2026-03-01 support period 2026-03-01..2026-04-01 31.00',
		])
	})

	it('in an amount is spread anew when a line is added', () => {
		const contract = { discounts: [{ amount: '10' }] }
		const changes = [{ on: '2026-02-01', add: lineOf({ key: 'option' }) }]
		expect(invoiced({ contract, changes, until: '2026-02-01' })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 21.00',
			'2026-02-01 support period 2026-02-01..2026-03-01 26.00',
			'2026-02-01 option period 2026-02-01..2026-03-01 26.00',
		])
	})

	it('takes its share of a line that bills once, and no amount of it', () => {
		const once = lineOf({ key: 'set-up', interval: null, unitPrice: '200' })
		const both = { discounts: [{ percent: '10' }, { amount: '5' }] }
		expect(invoiced({ ...first, contract: both, lines: [lineOf(), once] })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 22.90',
			'2026-01-01 set-up one_off 2026-01-01..2026-01-02 180.00',
		])
	})

	it('is named among the reasons of the amount', () => {
		const { schedule } = scheduleOf({ contract: { discounts: [{ percent: '10' }, { amount: '5' }] } })
		const [invoice] = simulate(schedule, { from: day('2026-01-01'), until: day('2026-01-01') })
		const [line] = invoice?.lines ?? []
		expect(line && whyOf(line, 'EUR')).toMatchObject({
			discountPercent: '0',
			contractDiscountPercent: '10',
			amountOff: '5.00',
			amount: '22.90',
		})
	})
})
