import { compare, type Decimal, formatDecimal, powerOfTen, roundHalfAwayFromZero, subtract } from '../decimal.ts'

/** How many per cent less `after` is than `before`, with two digits; 0 where it is not less. */
export function percentOff(before: Decimal, after: Decimal): string {
	if (compare(after, before) >= 0 || before.digits <= 0n) return '0'
	const less = subtract(before, after)
	const scale = Math.max(less.scale, before.scale)
	const lift = (value: Decimal) => value.digits * powerOfTen(scale - value.scale)
	return formatDecimal({ digits: roundHalfAwayFromZero(lift(less) * 10_000n, lift(before)), scale: 2 })
}
