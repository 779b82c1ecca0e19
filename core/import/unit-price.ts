import { formatDecimal, parseDecimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import type { IntervalChoice } from './format/words.ts'

/** An amount as a file has it: for one piece or for all, for one billing interval, a month or a year. */
export type GivenAmount = {
	/** Plain decimals. */
	amount: string
	quantity: string
	is: 'unit' | 'total'
	per: 'period' | 'month' | 'year'
	interval: IntervalChoice
	/** Digits of the currency. */
	exponent: number
}

/** A unit price has at most as many decimals. */
const mostDecimals = 10

/**
 * The price of one piece for one billing interval, as a plain decimal. Exact where the division ends; otherwise with as
 * many digits as make price times quantity round to the amount. Undefined when no price of ten decimals does, or when
 * the quantity is zero and the amount for all is not.
 */
export function unitPriceOf(given: GivenAmount): string | undefined {
	const amount = parseDecimal(given.amount)
	const quantity = parseDecimal(given.quantity)
	const { times, over } = intervalsIn(given)
	const total = given.is === 'total'
	if (amount.digits === 0n) return '0'
	if (total && quantity.digits === 0n) return undefined
	// price = amount * times / over [/ quantity], as one fraction
	const numerator = amount.digits * times * (total ? powerOfTen(quantity.scale) : 1n)
	const denominator = powerOfTen(amount.scale) * over * (total ? quantity.digits : 1n)
	for (let scale = given.exponent; scale <= mostDecimals; scale++) {
		const scaled = numerator * powerOfTen(scale)
		if (scaled % denominator === 0n) return trim(formatDecimal({ digits: scaled / denominator, scale }))
	}
	return nearest(numerator, denominator, quantity, given.exponent)
}

/** With the fewest digits beyond the currency's that keep the amount of the whole quantity, and two to spare. */
function nearest(
	numerator: bigint,
	denominator: bigint,
	quantity: { digits: bigint; scale: number },
	exponent: number,
): string | undefined {
	const wanted = roundHalfAwayFromZero(
		numerator * quantity.digits * powerOfTen(exponent),
		denominator * powerOfTen(quantity.scale),
	)
	const most = Math.max(mostDecimals, exponent)
	for (let scale = Math.min(exponent + 4, most); scale <= most; scale++) {
		const near = roundHalfAwayFromZero(numerator * powerOfTen(scale), denominator)
		for (const digits of [near, near + 1n]) {
			const whole = roundHalfAwayFromZero(
				digits * quantity.digits * powerOfTen(exponent),
				powerOfTen(scale + quantity.scale),
			)
			if (whole === wanted) return trim(formatDecimal({ digits, scale }))
		}
	}
	return undefined
}

/** How many of the amount's own periods one billing interval has: domain.md counts 52 weeks and 365 days to the year. */
function intervalsIn({ per, interval }: GivenAmount): { times: bigint; over: bigint } {
	if (per === 'period' || interval === 'once') return { times: 1n, over: 1n }
	const count = BigInt(interval.count)
	const inYear = { day: 365n, week: 52n, month: 12n, year: 1n }[interval.unit]
	return per === 'year' ? { times: count, over: inYear } : { times: count * 12n, over: inYear }
}

function trim(decimal: string): string {
	return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
