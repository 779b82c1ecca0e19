import type { Scope } from '../act.ts'
import type { Interval } from '../calendar.ts'
import { compare, type Decimal, multiply, parseDecimal, subtract, ZERO } from '../decimal.ts'
import { monthlyRate } from '../movement/rate.ts'
import { priceAt } from '../price/decide.ts'
import { findPrices } from '../product/find-price.ts'
import { joinPercents } from '../schedule/price.ts'
import { soldIn } from '../unit/sold-in.ts'
import { percentOff } from './percent-off.ts'

type Priced = { productId: string | null; planId: string | null; unit: string | null | undefined; quantity: string }

/** Whose prices count, and on which day (ISO). */
type Buyer = { customerId: string; currency: string; on: string }

/** What each of these costs one of by the price list of its day; undefined where none has it. */
export async function readListPrices(
	scope: Scope,
	lines: readonly Priced[],
	buyer: Buyer,
): Promise<(string | undefined)[]> {
	const listed = await findPrices(scope, lines, buyer)
	return lines.map(({ productId, planId, unit, quantity }) => {
		if (productId === null && planId === null) return undefined
		const list = listed.find((one) => one.planId === planId && (productId === null || one.productId === productId))
		return priceAt((list && soldIn(list, unit)?.tiers) ?? [], quantity)?.unitPrice
	})
}

/** A line as it is offered. `before`: what it costs so far, of one there is; else the price list says what it would. */
export type OfferedLine = Priced & {
	interval: Interval | null
	unitPrice: string
	discountPercent: string
	before?: { unitPrice: string; discountPercent: string }
}

/** Off everything: a share, or an amount a month in minor units. */
export type OffAll = { percent: string | null; monthMinor: bigint | null }

export type WeighedOffer = {
	/** The most that a line, or all of a month, is below its list price, or below what it cost before: per cent. */
	discount: string
	/** What recurs a month and what comes once, before tax and after all discounts. */
	monthMinor: bigint
	onceMinor: bigint
}

/** What is offered, beside what the price list has. Shares off everything come one after the other, amounts last. */
export async function weighOffer(
	scope: Scope,
	lines: readonly OfferedLine[],
	offAll: readonly OffAll[],
	buyer: Buyer,
): Promise<WeighedOffer> {
	const listed = await readListPrices(scope, lines, buyer)
	const share = offAll.reduce(
		(joined, { percent }) => (percent ? joinPercents(joined, parseDecimal(percent)) : joined),
		ZERO,
	)
	const off = offAll.reduce((sum, { monthMinor }) => sum + (monthMinor ?? 0n), 0n)
	let [list, month, once] = [0n, 0n, 0n]
	let most = '0'
	for (const [index, line] of lines.entries()) {
		const own = { unitPrice: line.unitPrice, discountPercent: '0' }
		const listPrice = listed[index]
		const before = line.before ?? (isSome(listPrice) ? { unitPrice: listPrice, discountPercent: '0' } : own)
		const discountPercent = joinPercents(parseDecimal(line.discountPercent), share)
		most = greater(most, percentOff(netOf(before), netAfter(parseDecimal(line.unitPrice), discountPercent)))
		const price = { unitPrice: parseDecimal(line.unitPrice), quantity: parseDecimal(line.quantity), discountPercent }
		if (!line.interval) {
			once += monthlyRate(price, { unit: 'month', count: 1 }, buyer.currency)
			continue
		}
		month += monthlyRate(price, line.interval, buyer.currency)
		const whole = { unitPrice: parseDecimal(before.unitPrice), discountPercent: parseDecimal(before.discountPercent) }
		list += monthlyRate({ ...price, ...whole }, line.interval, buyer.currency)
	}
	const monthMinor = off > month ? 0n : month - off
	const ofAll = percentOff({ digits: list, scale: 0 }, { digits: monthMinor, scale: 0 })
	return { discount: greater(most, ofAll), monthMinor, onceMinor: once }
}

const isSome = (price: string | undefined): price is string => price !== undefined && /[1-9]/.test(price)

const greater = (one: string, other: string) => (compare(parseDecimal(other), parseDecimal(one)) > 0 ? other : one)

/** A hundred times the price after its discount. */
export const netOf = ({ unitPrice, discountPercent }: { unitPrice: string; discountPercent: string }): Decimal =>
	netAfter(parseDecimal(unitPrice), parseDecimal(discountPercent))

const netAfter = (unitPrice: Decimal, discountPercent: Decimal) =>
	multiply(unitPrice, subtract(parseDecimal('100'), discountPercent))
