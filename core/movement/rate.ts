import type { Interval } from '../calendar.ts'
import { powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import { exponent } from '../money.ts'
import { wholePrice } from '../schedule/price.ts'
import type { Price } from '../schedule/terms.ts'

/**
 * What a line brings a month, in minor units: after all discounts, before tax, normalised from its interval (a year has 52
 * weeks or 365 days for this), rounded once, half away from zero. A one-off line (no interval) brings nothing recurring,
 * nor does a paused one.
 */
export function monthlyRate(
	price: Pick<Price, 'unitPrice' | 'quantity' | 'discountPercent' | 'reduction'>,
	interval: Interval | null,
	currency: string,
): bigint {
	if (!interval || price.reduction?.paused) return 0n
	const [net, over] = wholePrice(price)
	const [times, periods] = PERIODS_A_MONTH[interval.unit]
	return roundHalfAwayFromZero(net * powerOfTen(exponent(currency)) * times, over * periods * BigInt(interval.count))
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
