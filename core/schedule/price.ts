import type { Day } from '../calendar.ts'
import { compare, type Decimal, powerOfTen, roundHalfAwayFromZero, ZERO } from '../decimal.ts'
import type { Price, Reduction, ScheduledLine } from './terms.ts'

export const NO_REDUCTION: Reduction = { percent: ZERO, amountOff: ZERO, paused: false }

type Untaxed = Omit<Price, 'taxPercent' | 'taxWithin'>

/** A fraction of major units; the denominator is positive. */
export type Fraction = readonly [numerator: bigint, denominator: bigint]

/**
 * The price of a whole period, exact: unit price * quantity, less the line's discount, then the contract's, then its
 * amount; never below zero.
 */
export function wholePrice(price: Untaxed): Fraction {
	const { unitPrice, quantity, discountPercent, reduction } = price
	const hundred = 100n * powerOfTen(discountPercent.scale)
	const net = unitPrice.digits * quantity.digits * (hundred - discountPercent.digits)
	const over = powerOfTen(unitPrice.scale + quantity.scale) * hundred
	if (!reduction) return [net, over]
	const { percent, amountOff } = reduction
	const whole = 100n * powerOfTen(percent.scale)
	const scale = powerOfTen(amountOff.scale)
	const left = net * (whole - percent.digits) * scale - amountOff.digits * over * whole
	return [left > 0n ? left : 0n, over * whole * scale]
}

/** The amount for so many days of a period, in minor units: exact until its one rounding, half away from zero. */
export function amountFor(price: Price, exponent: number, days: number, periodDays: number): bigint {
	const [net, over] = wholePrice(price)
	const numerator = net * powerOfTen(exponent)
	if (days === periodDays) return roundHalfAwayFromZero(numerator, over)
	return roundHalfAwayFromZero(numerator * BigInt(days), over * BigInt(periodDays))
}

/** The share of an amount that so many of its days have, rounded once. */
export function shareOf(amount: bigint, days: number, ofDays: number): bigint {
	return roundHalfAwayFromZero(amount * BigInt(days), BigInt(ofDays))
}

/**
 * What a price comes to on one invoice line, before tax, and the tax; of a credit as much as of the charge of the same size.
 * A price that includes its tax is what is paid: the tax is taken out of it, rounded once, and the rest is before tax.
 */
export function taxed(amount: bigint, price: Pick<Price, 'taxPercent' | 'taxWithin'>): { amount: bigint; tax: bigint } {
	const { digits, scale } = price.taxPercent
	if (digits === 0n) return { amount, tax: 0n }
	const whole = 100n * powerOfTen(scale)
	if (!price.taxWithin) return { amount, tax: roundHalfAwayFromZero(amount * digits, whole) }
	const tax = roundHalfAwayFromZero(amount * digits, whole + digits)
	return { amount: amount - tax, tax }
}

/** The amount of a line as its price has it: with the tax where the price includes it. */
export function asPriced({ amount, tax, price }: { amount: bigint; tax: bigint; price: Price }): bigint {
	return price.taxWithin ? amount + tax : amount
}

/** A price as what falls due on a day is taxed. */
export function taxedOn(price: Price, { taxTurns }: Pick<ScheduledLine, 'taxTurns'>, on: Day): Price {
	const turn = taxTurns?.findLast(({ from }) => from <= on)
	return turn ? { ...price, taxPercent: turn.percent } : price
}

/** Two discounts one after the other as one, exact: 10 % and then 5 % are 14.5 %. */
export function joinPercents(one: Decimal, other: Decimal): Decimal {
	if (other.digits === 0n) return one
	if (one.digits === 0n) return other
	const left = 100n * powerOfTen(one.scale) - one.digits
	const right = 100n * powerOfTen(other.scale) - other.digits
	let scale = one.scale + other.scale + 2
	let digits = 100n * powerOfTen(scale) - left * right
	while (scale > 0 && digits % 10n === 0n) {
		digits /= 10n
		scale--
	}
	return { digits, scale }
}

/** The line's discount and the contract's together, in per cent. */
export function wholeDiscount({ discountPercent, reduction }: Untaxed): Decimal {
	return reduction ? joinPercents(discountPercent, reduction.percent) : discountPercent
}

/**
 * The same price, quantity and discounts by value: 1.50 is 1.5. Not tax: a new rate counts for what is charged from then
 * on, and is no reason to take back what was charged at the old one.
 */
export function sameState(one: Price, two: Price): boolean {
	if (one === two) return true
	if (compare(one.unitPrice, two.unitPrice) !== 0 || compare(one.quantity, two.quantity) !== 0) return false
	if (!one.reduction && !two.reduction) return compare(one.discountPercent, two.discountPercent) === 0
	const [first, second] = [one.reduction ?? NO_REDUCTION, two.reduction ?? NO_REDUCTION]
	return (
		first.paused === second.paused &&
		compare(first.amountOff, second.amountOff) === 0 &&
		compare(wholeDiscount(one), wholeDiscount(two)) === 0
	)
}

/** The same state at the same tax rate. */
export function samePrice(one: Price, two: Price): boolean {
	return sameState(one, two) && compare(one.taxPercent, two.taxPercent) === 0
}
