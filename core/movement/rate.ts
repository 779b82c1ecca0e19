import type { Interval } from '../calendar.ts'
import { powerOfTen, roundHalfAwayFromZero, ZERO } from '../decimal.ts'
import { exponent } from '../money.ts'
import { type Fraction, wholePrice } from '../schedule/price.ts'
import type { Price } from '../schedule/terms.ts'

/**
 * What a line brings a month, in minor units: after all discounts, before tax, normalised from its interval (a year has 52
 * weeks or 365 days for this), rounded once, half away from zero. A one-off line (no interval) brings nothing recurring,
 * nor does a paused one.
 */
export function monthlyRate(
	price: Rated & Pick<Price, 'taxWithin'>,
	interval: Interval | null,
	currency: string,
): bigint {
	const { digits, scale } = price.taxWithin ?? ZERO
	const hundred = 100n * powerOfTen(scale)
	return monthly(price, interval, currency, [hundred, hundred + digits])
}

/** The same with the tax in it, of a price that includes it: what a discount of an amount a month is taken off. */
export function monthlyPrice(price: Rated, interval: Interval | null, currency: string): bigint {
	return monthly(price, interval, currency, [1n, 1n])
}

type Rated = Pick<Price, 'unitPrice' | 'quantity' | 'discountPercent' | 'reduction'>

function monthly(price: Rated, interval: Interval | null, currency: string, [part, of]: Fraction): bigint {
	if (!interval || price.reduction?.paused) return 0n
	const [whole, over] = wholePrice(price)
	const [times, periods] = PERIODS_A_MONTH[interval.unit]
	const minor = whole * powerOfTen(exponent(currency)) * times * part
	return roundHalfAwayFromZero(minor, over * periods * BigInt(interval.count) * of)
}

/** The part of an amount a month that one period of the interval has, rounded once. */
export function periodOfMonth(amount: bigint, interval: Interval): bigint {
	const [times, periods] = PERIODS_A_MONTH[interval.unit]
	return roundHalfAwayFromZero(amount * periods * BigInt(interval.count), times)
}

/** How many of a unit make a month, as a fraction. */
const PERIODS_A_MONTH: Record<Interval['unit'], readonly [bigint, bigint]> = {
	day: [365n, 12n],
	week: [52n, 12n],
	month: [1n, 1n],
	year: [1n, 12n],
}
