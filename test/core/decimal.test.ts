import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	add,
	compare,
	formatDecimal,
	multiply,
	parseDecimal,
	readDecimal,
	roundHalfAwayFromZero,
	subtract,
} from '#core/decimal.ts'

const decimals = fc.record({
	digits: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
	scale: fc.integer({ min: 0, max: 8 }),
})

describe('reading and writing decimals', () => {
	it('keeps every digit, also zeros at the end', () => {
		expect(parseDecimal('0.0125')).toEqual({ digits: 125n, scale: 4 })
		expect(formatDecimal(parseDecimal('-12.3400'))).toBe('-12.3400')
		expect(formatDecimal({ digits: -5n, scale: 2 })).toBe('-0.05')
		expect(formatDecimal({ digits: 7n, scale: 0 })).toBe('7')
	})

	it('reads back what it wrote', () => {
		fc.assert(
			fc.property(decimals, (decimal) => {
				expect(parseDecimal(formatDecimal(decimal))).toEqual(decimal)
			}),
		)
	})

	it.each(['', ' 1', '1 ', '+1', '1e3', '1,5', '.5', '5.', '0x1', 'NaN', '--1', '1.2.3', '１'])(
		'does not take "%s"',
		(text) => {
			expect(readDecimal(text)).toBeUndefined()
			expect(() => parseDecimal(text)).toThrow(RangeError)
		},
	)

	it('does not take numbers of absurd length', () => {
		expect(readDecimal('1'.repeat(25))).toBeUndefined()
		expect(readDecimal(`0.${'1'.repeat(19)}`)).toBeUndefined()
		expect(readDecimal('1'.repeat(24))).toEqual({ digits: BigInt('1'.repeat(24)), scale: 0 })
	})
})

describe('computing with decimals', () => {
	it('adds, subtracts and multiplies exactly where floating point does not', () => {
		expect(formatDecimal(add(parseDecimal('0.1'), parseDecimal('0.2')))).toBe('0.3')
		expect(formatDecimal(subtract(parseDecimal('1'), parseDecimal('0.999')))).toBe('0.001')
		expect(formatDecimal(multiply(parseDecimal('0.0125'), parseDecimal('-3.5')))).toBe('-0.04375')
	})

	it('compares by value, whatever the number of digits', () => {
		expect(compare(parseDecimal('1.50'), parseDecimal('1.5'))).toBe(0)
		expect(compare(parseDecimal('-0.01'), parseDecimal('0'))).toBe(-1)
		expect(compare(parseDecimal('10'), parseDecimal('9.999'))).toBe(1)
	})

	it('subtracts what was added', () => {
		fc.assert(
			fc.property(decimals, decimals, (one, two) => {
				expect(compare(subtract(add(one, two), two), one)).toBe(0)
			}),
		)
	})
})

describe('the one rounding', () => {
	it('takes halves away from zero, on both sides', () => {
		expect(roundHalfAwayFromZero(5n, 2n)).toBe(3n)
		expect(roundHalfAwayFromZero(-5n, 2n)).toBe(-3n)
		expect(roundHalfAwayFromZero(5n, -2n)).toBe(-3n)
		expect(roundHalfAwayFromZero(1n, 3n)).toBe(0n)
		expect(roundHalfAwayFromZero(2n, 3n)).toBe(1n)
		expect(roundHalfAwayFromZero(-2n, -3n)).toBe(1n)
		expect(roundHalfAwayFromZero(0n, -7n)).toBe(0n)
	})

	it('is never further than a half from the exact quotient, and symmetric', () => {
		fc.assert(
			fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (numerator, denominator) => {
				const rounded = roundHalfAwayFromZero(numerator, denominator)
				const twice = 2n * (rounded * denominator - numerator)
				expect(twice <= denominator && -twice <= denominator).toBe(true)
				expect(roundHalfAwayFromZero(-numerator, denominator)).toBe(-rounded)
			}),
		)
	})

	it('does not divide by zero', () => {
		expect(() => roundHalfAwayFromZero(1n, 0n)).toThrow(RangeError)
	})
})
