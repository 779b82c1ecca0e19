/**
 * Exact decimal numbers: quantities, unit prices and percentages, which may have more digits than a currency.
 * The value is `digits / 10^scale`. Nothing here passes through a floating point number.
 */
export type Decimal = { readonly digits: bigint; readonly scale: number }

const PLAIN_DECIMAL = /^(-?)(\d{1,24})(?:\.(\d{1,18}))?$/

export const ZERO: Decimal = { digits: 0n, scale: 0 }

/** Reads `-12.340`; undefined for anything else: exponents, signs like `+`, separators, blanks, a bare point. */
export function readDecimal(text: string): Decimal | undefined {
	const match = PLAIN_DECIMAL.exec(text)
	if (!match) return undefined
	const [, sign, whole = '', fraction = ''] = match
	const digits = BigInt(whole + fraction)
	return { digits: sign ? -digits : digits, scale: fraction.length }
}

/** Reads text that is known to be a decimal: our own columns and constants. Throws RangeError for anything else. */
export function parseDecimal(text: string): Decimal {
	const decimal = readDecimal(text)
	if (!decimal) throw new RangeError(`not a decimal number: ${JSON.stringify(text)}`)
	return decimal
}

/** Plain notation with every digit kept: `0.0125`, `-3`, `1.50`. */
export function formatDecimal(decimal: Decimal): string {
	const { digits, scale } = decimal
	const sign = digits < 0n ? '-' : ''
	const text = magnitude(digits)
		.toString()
		.padStart(scale + 1, '0')
	if (scale === 0) return sign + text
	return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`
}

export function multiply(left: Decimal, right: Decimal): Decimal {
	return { digits: left.digits * right.digits, scale: left.scale + right.scale }
}

export function add(left: Decimal, right: Decimal): Decimal {
	const scale = Math.max(left.scale, right.scale)
	return { digits: digitsAt(left, scale) + digitsAt(right, scale), scale }
}

export function subtract(left: Decimal, right: Decimal): Decimal {
	return add(left, { digits: -right.digits, scale: right.scale })
}

/** Negative, zero or positive, by value: 1.50 equals 1.5. */
export function compare(left: Decimal, right: Decimal): -1 | 0 | 1 {
	const scale = Math.max(left.scale, right.scale)
	const one = digitsAt(left, scale)
	const two = digitsAt(right, scale)
	if (one === two) return 0
	return one < two ? -1 : 1
}

/** Whether decimal text has no part behind the point that counts: 2 and 2.00, not 1.5. */
export function isWhole(text: string): boolean {
	return /^\d+(\.0*)?$/.test(text)
}

/** The one rounding of the product: `numerator / denominator` to a whole number, halves away from zero. */
export function roundHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
	if (denominator === 0n) throw new RangeError('division by zero')
	const negative = numerator < 0n !== denominator < 0n
	const over = magnitude(numerator)
	const under = magnitude(denominator)
	const rounded = (2n * over + under) / (2n * under)
	return negative ? -rounded : rounded
}

/** 10 to the power given, exact. */
export function powerOfTen(exponent: number): bigint {
	return 10n ** BigInt(exponent)
}

function digitsAt(decimal: Decimal, scale: number): bigint {
	return scale === decimal.scale ? decimal.digits : decimal.digits * powerOfTen(scale - decimal.scale)
}

function magnitude(value: bigint): bigint {
	return value < 0n ? -value : value
}
