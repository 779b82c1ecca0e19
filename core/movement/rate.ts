import type { Interval } from '../calendar.ts'
import { powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import { exponent } from '../money.ts'
import type { Price } from '../schedule/terms.ts'

/**
 * What a line brings a month, in minor units: after its discount, before tax, normalised from its interval (a year has 52
 * weeks or 365 days for this), rounded once, half away from zero. A one-off line (no interval) brings nothing recurring.
 */
export function monthlyRate(
	price: Pick<Price, 'unitPrice' | 'quantity' | 'discountPercent'>,
	interval: Interval | null,
	currency: string,
): bigint {
	if (!interval) return 0n
	const { unitPrice, quantity, discountPercent } = price
	const hundred = 100n * powerOfTen(discountPercent.scale)
	const net = unitPrice.digits * quantity.digits * (hundred - discountPercent.digits) * powerOfTen(exponent(currency))
	const scale = powerOfTen(unitPrice.scale + quantity.scale) * hundred
	const [times, over] = PERIODS_A_MONTH[interval.unit]
	return roundHalfAwayFromZero(net * times, scale * over * BigInt(interval.count))
}

/** How many of a unit make a month, as a fraction. */
const PERIODS_A_MONTH: Record<Interval['unit'], readonly [bigint, bigint]> = {
	day: [365n, 12n],
	week: [52n, 12n],
	month: [1n, 1n],
	year: [1n, 12n],
}
