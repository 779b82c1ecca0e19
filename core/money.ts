import * as currencies from 'dinero.js/bigint/currencies'
import { formatDecimal, powerOfTen, readDecimal } from './decimal.ts'

/** An amount in the smallest unit of its currency (ISO 4217). Amounts of two currencies never meet in one sum. */
export type Money = { readonly minor: bigint; readonly currency: string }

/**
 * Digits after the point of each ISO 4217 currency. From dinero.js, not from Intl, which follows CLDR's habits of display
 * and is wrong for HUF, COP, IDR and others. Ariary and ouguiya divide by five, so dinero gives them base 5; their
 * amounts are still written with the two decimals of the ISO list.
 */
const EXPONENTS: ReadonlyMap<string, number> = new Map(
	Object.values(currencies).map(({ code, base, exponent }) => [code, base === 10n ? Number(exponent) : 2]),
)

export function isCurrency(code: string): boolean {
	return EXPONENTS.has(code)
}

/** Every ISO 4217 code, in order. */
export function currencyCodes(): string[] {
	return [...EXPONENTS.keys()].sort()
}

/** Digits after the decimal point: USD 2, JPY 0, KWD 3. Throws RangeError for a code that is no currency. */
export function exponent(currency: string): number {
	const digits = EXPONENTS.get(currency)
	if (digits === undefined) throw new RangeError(`not an ISO 4217 currency: ${JSON.stringify(currency)}`)
	return digits
}

/** The exact decimal string of an amount, with all digits of its currency: `12.34`, `-0.05`, `1200` yen. */
export function formatMajor(minor: bigint, currency: string): string {
	return formatDecimal({ digits: minor, scale: exponent(currency) })
}

/** Minor units of a decimal string, or what is wrong with it. Zeros beyond the currency's digits are accepted. */
export function readMajor(text: string, currency: string): bigint | 'not_an_amount' | 'too_many_digits' {
	const decimal = readDecimal(text)
	if (!decimal) return 'not_an_amount'
	const missing = exponent(currency) - decimal.scale
	if (missing >= 0) return decimal.digits * powerOfTen(missing)
	const surplus = powerOfTen(-missing)
	return decimal.digits % surplus === 0n ? decimal.digits / surplus : 'too_many_digits'
}

/** Nobody pays or promises as much, and sums of what is less fit the ledger. Minor units. */
export const mostMinor = 10n ** 17n

/** Minor units of a decimal string that is known to be an amount. Throws RangeError where `readMajor` names a problem. */
export function parseMajor(text: string, currency: string): bigint {
	const minor = readMajor(text, currency)
	if (typeof minor === 'string') throw new RangeError(`${minor}: ${JSON.stringify(text)} ${currency}`)
	return minor
}

/**
 * Divides an amount by weights without losing or making a minor unit: each part is its share rounded towards zero, and
 * the units left over go to the largest remainders, the earlier part first where they are equal.
 * Weights are not negative and not all zero (RangeError).
 */
export function split(total: bigint, weights: readonly bigint[]): bigint[] {
	const whole = weights.reduce((sum, weight) => sum + weight, 0n)
	if (whole <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('weights must be positive')
	const sign = total < 0n ? -1n : 1n
	const size = total * sign
	const parts = weights.map((weight) => (size * weight) / whole)
	const left = Number(size - parts.reduce((sum, part) => sum + part, 0n))
	const byRemainder = weights
		.map((weight, index) => ({ index, remainder: (size * weight) % whole }))
		.sort((one, two) =>
			one.remainder === two.remainder ? one.index - two.index : one.remainder > two.remainder ? -1 : 1,
		)
	const lucky = new Set(byRemainder.slice(0, left).map(({ index }) => index))
	return parts.map((part, index) => sign * (lucky.has(index) ? part + 1n : part))
}
