import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exponent, formatMajor, isCurrency, parseMajor, readMajor, split } from '#core/money.ts'

describe('the digits of a currency', () => {
	it.each([
		['USD', 2],
		['EUR', 2],
		['HUF', 2],
		['COP', 2],
		['IDR', 2],
		['PKR', 2],
		['LBP', 2],
		['MGA', 2],
		['MRU', 2],
		['JPY', 0],
		['VND', 0],
		['KRW', 0],
		['KWD', 3],
		['IQD', 3],
		['CLF', 4],
	])('of %s are %i, as ISO 4217 says', (currency, digits) => {
		expect(exponent(currency)).toBe(digits)
	})

	it('are refused for what is no currency', () => {
		expect(isCurrency('EUR')).toBe(true)
		for (const code of ['eur', 'XXX', '', 'EURO', 'toString']) {
			expect(isCurrency(code)).toBe(false)
			expect(() => exponent(code)).toThrow(RangeError)
		}
	})
})

describe('major units', () => {
	it('are written with all digits of the currency', () => {
		expect(formatMajor(1234n, 'USD')).toBe('12.34')
		expect(formatMajor(-5n, 'EUR')).toBe('-0.05')
		expect(formatMajor(0n, 'EUR')).toBe('0.00')
		expect(formatMajor(1200n, 'JPY')).toBe('1200')
		expect(formatMajor(-1n, 'KWD')).toBe('-0.001')
		expect(formatMajor(10n ** 20n, 'USD')).toBe('1000000000000000000.00')
	})

	it('are read exactly', () => {
		expect(parseMajor('12.34', 'USD')).toBe(1234n)
		expect(parseMajor('12', 'USD')).toBe(1200n)
		expect(parseMajor('12.5', 'KWD')).toBe(12500n)
		expect(parseMajor('-0.01', 'USD')).toBe(-1n)
		expect(parseMajor('1200.00', 'JPY')).toBe(1200n)
	})

	it('are refused with more digits than the currency has', () => {
		expect(readMajor('12.345', 'USD')).toBe('too_many_digits')
		expect(readMajor('0.5', 'JPY')).toBe('too_many_digits')
		expect(readMajor('1,5', 'USD')).toBe('not_an_amount')
		expect(() => parseMajor('12.345', 'USD')).toThrow('too_many_digits')
	})

	it('come back as they were', () => {
		fc.assert(
			fc.property(fc.bigInt(), fc.constantFrom('USD', 'JPY', 'KWD', 'HUF', 'CLF'), (minor, currency) => {
				fc.pre(String(minor).length < 20)
				expect(parseMajor(formatMajor(minor, currency), currency)).toBe(minor)
			}),
		)
	})
})

describe('splitting an amount', () => {
	it('gives the units left over to the largest remainders, the earlier part first', () => {
		expect(split(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
		expect(split(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n])
		expect(split(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n])
		expect(split(5n, [0n, 1n, 0n])).toEqual([0n, 5n, 0n])
		expect(split(0n, [3n, 4n])).toEqual([0n, 0n])
		expect(split(1n, [1n])).toEqual([1n])
	})

	it('never loses or makes a minor unit, and no part is off its share by a whole unit', () => {
		const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 40 })
		fc.assert(
			fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), weights, (total, parts) => {
				const whole = parts.reduce((sum, weight) => sum + weight, 0n)
				fc.pre(whole > 0n)
				const shares = split(total, parts)
				expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(total)
				shares.forEach((share, index) => {
					const off = share * whole - total * (parts[index] ?? 0n)
					expect(off < whole && -off < whole).toBe(true)
				})
			}),
		)
	})

	it('refuses weights that say nothing', () => {
		for (const weights of [[], [0n, 0n], [2n, -1n]]) expect(() => split(1n, weights)).toThrow(RangeError)
	})
})
