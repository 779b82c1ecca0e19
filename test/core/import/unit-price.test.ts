import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { multiply, parseDecimal, powerOfTen, roundHalfAwayFromZero } from '#core/decimal.ts'
import { type GivenAmount, unitPriceOf } from '#core/import/unit-price.ts'

const month = { unit: 'month', count: 1 } as const
const year = { unit: 'year', count: 1 } as const
const given = (more: Partial<GivenAmount>): GivenAmount => ({
	amount: '100',
	quantity: '1',
	is: 'unit',
	per: 'period',
	interval: month,
	exponent: 2,
	...more,
})

describe('the price of one piece', () => {
	it.each([
		['as it stands', given({ amount: '29.95' }), '29.95'],
		['of an amount for all', given({ amount: '2786', quantity: '14', is: 'total' }), '199'],
		[
			'of a monthly amount billed by the year',
			given({ amount: '2786', quantity: '14', is: 'total', per: 'month', interval: year }),
			'2388',
		],
		['of a yearly amount billed by the month', given({ amount: '1200', per: 'year' }), '100'],
		[
			'of a yearly amount billed by the quarter',
			given({ amount: '1200', per: 'year', interval: { unit: 'month', count: 3 } }),
			'300',
		],
		[
			'of a monthly amount billed by the week',
			given({ amount: '52', per: 'month', interval: { unit: 'week', count: 1 } }),
			'12',
		],
		['that is nothing', given({ amount: '0', quantity: '0', is: 'total' }), '0'],
		['of a price finer than the currency', given({ amount: '0.0125' }), '0.0125'],
		['in a currency without decimals', given({ amount: '1000', quantity: '3', is: 'total', exponent: 0 }), '333.3333'],
		['for a one-off', given({ amount: '500', quantity: '2', is: 'total', per: 'year', interval: 'once' }), '250'],
	])('%s', (_, amount, price) => {
		expect(unitPriceOf(amount)).toBe(price)
	})

	it('does not exist for an amount spread over nothing', () => {
		expect(unitPriceOf(given({ quantity: '0', is: 'total' }))).toBeUndefined()
	})

	it('times the quantity is the amount of the file, to the minor unit', () => {
		const total = fc.bigInt({ min: 1n, max: 10n ** 11n })
		const quantity = fc.integer({ min: 1, max: 100_000 })
		fc.assert(
			fc.property(total, quantity, fc.constantFrom(0, 2, 3), (minor, pieces, exponent) => {
				const digits = minor.toString().padStart(exponent + 1, '0')
				const amount = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
				const price = unitPriceOf(given({ amount, quantity: String(pieces), is: 'total', exponent }))
				const whole = multiply(parseDecimal(price ?? ''), parseDecimal(String(pieces)))
				expect(roundHalfAwayFromZero(whole.digits * powerOfTen(exponent), powerOfTen(whole.scale))).toBe(minor)
			}),
			{ numRuns: 500 },
		)
	})
})
