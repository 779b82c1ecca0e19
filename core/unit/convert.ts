import { type Decimal, formatDecimal, parseDecimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'

/** How many of its base a unit is, exact. */
export type Factor = { numerator: bigint; denominator: bigint }

/** As JSON has it. */
export type WrittenFactor = { numerator: string; denominator: string }

export function factorOf({ numerator, denominator }: WrittenFactor): Factor {
	return { numerator: BigInt(numerator), denominator: BigInt(denominator) }
}

/** A price and a quantity have at most as many decimals. */
const digits = 10

/**
 * A price of one unit as the price of another. Exact: 1.20 a piece is 14.40 a box of 12; where the division does not end
 * (10.00 a box is 0.83333… a piece) it is rounded once, half away from zero, to the ten decimals a price may have.
 */
export function convertPrice(price: string, from: Factor, to: Factor): string {
	const { numerator, denominator } = ratio(parseDecimal(price), to, from)
	return written(roundHalfAwayFromZero(numerator, denominator))
}

/** The smallest quantity of another unit, of at most ten decimals, that is as much: as a limit it lets in exactly the same. */
export function leastOf(quantity: string, from: Factor, to: Factor): string {
	const { numerator, denominator } = ratio(parseDecimal(quantity), from, to)
	return written((numerator + denominator - 1n) / denominator)
}

/** A value times one factor by another, in the smallest decimals, as a fraction. */
function ratio({ digits: value, scale }: Decimal, times: Factor, by: Factor): Factor {
	return {
		numerator: value * times.numerator * by.denominator * powerOfTen(digits),
		denominator: times.denominator * by.numerator * powerOfTen(scale),
	}
}

function written(value: bigint): string {
	return formatDecimal({ digits: value, scale: digits }).replace(/\.?0+$/, '')
}
