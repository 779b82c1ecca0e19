import { compare, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import type { Price } from './terms.ts'

/**
 * The amount for so many days of a period, in minor units: unit price * quantity * (1 - discount) * days / period days,
 * exact until its one rounding, half away from zero.
 */
export function amountFor(price: Price, exponent: number, days: number, periodDays: number): bigint {
	const { unitPrice, quantity, discountPercent } = price
	const hundred = 100n * powerOfTen(discountPercent.scale)
	const numerator = unitPrice.digits * quantity.digits * (hundred - discountPercent.digits) * powerOfTen(exponent)
	const denominator = powerOfTen(unitPrice.scale + quantity.scale) * hundred
	if (days === periodDays) return roundHalfAwayFromZero(numerator, denominator)
	return roundHalfAwayFromZero(numerator * BigInt(days), denominator * BigInt(periodDays))
}

/** The share of an amount that so many of its days have, rounded once. */
export function shareOf(amount: bigint, days: number, ofDays: number): bigint {
	return roundHalfAwayFromZero(amount * BigInt(days), BigInt(ofDays))
}

/** Tax of one invoice line; of a credit as much as of the charge of the same size. */
export function taxOn(amount: bigint, price: Price): bigint {
	const { digits, scale } = price.taxPercent
	if (digits === 0n) return 0n
	return roundHalfAwayFromZero(amount * digits, 100n * powerOfTen(scale))
}

/**
 * The same price, quantity and discount by value: 1.50 is 1.5. Not tax: a new rate counts for what is charged from then
 * on, and is no reason to take back what was charged at the old one.
 */
export function sameState(one: Price, two: Price): boolean {
	return (
		one === two ||
		(compare(one.unitPrice, two.unitPrice) === 0 &&
			compare(one.quantity, two.quantity) === 0 &&
			compare(one.discountPercent, two.discountPercent) === 0)
	)
}

/** The same state at the same tax rate. */
export function samePrice(one: Price, two: Price): boolean {
	return sameState(one, two) && compare(one.taxPercent, two.taxPercent) === 0
}
