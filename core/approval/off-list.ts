import type { Scope } from '../act.ts'
import type { Interval } from '../calendar.ts'
import { add, compare, type Decimal, multiply, parseDecimal, subtract, ZERO } from '../decimal.ts'
import { monthlyRate } from '../movement/rate.ts'
import { priceAt } from '../price/decide.ts'
import { findPrices } from '../product/find-price.ts'
import { joinPercents } from '../schedule/price.ts'
import { soldIn } from '../unit/sold-in.ts'
import { percentOff } from './percent-off.ts'

type Priced = { productId: string | null; planId: string | null; unit: string | null | undefined; quantity: string }

/** Whose prices count, and on which day (ISO). */
type Buyer = { customerId: string; currency: string; on: string }

/** What is agreed from that day on: `endsOn` its last day, null without an end. */
type Term = Buyer & { endsOn?: string | null }

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
	/** The last day of its discount; null for good. */
	discountEndsOn: string | null
	before?: { unitPrice: string; discountPercent: string }
}

/** Off everything: a share, or an amount a month in minor units; to its last day, null for good. */
export type OffAll = { percent: string | null; monthMinor: bigint | null; endsOn: string | null }

export type WeighedOffer = {
	/** The most that a line, or all that recurs, is below its list price, or below what it cost before, in the first year: per cent. */
	discount: string
	/** What recurs in the first month and in a year, and what comes once, before tax and after all discounts. */
	monthMinor: bigint
	yearMinor: bigint
	onceMinor: bigint
}

/**
 * What is offered, beside what the price list has. Shares off everything come one after the other, amounts last. A discount
 * that ends counts for the months that begin while it holds: of a year, or of the term where that is shorter.
 */
export async function weighOffer(
	scope: Scope,
	lines: readonly OfferedLine[],
	offAll: readonly OffAll[],
	buyer: Term,
): Promise<WeighedOffer> {
	const listed = await readListPrices(scope, lines, buyer)
	const { currency } = buyer
	const months = yearFrom(buyer.on)
	const counted = Math.max(1, months.filter((month) => !buyer.endsOn || month <= buyer.endsOn).length)
	const shares = months.map((month) =>
		offAll
			.filter(holdsIn(month))
			.reduce((joined, { percent }) => (percent ? joinPercents(joined, parseDecimal(percent)) : joined), ZERO),
	)
	const net = months.map(() => 0n)
	let [list, once] = [0n, 0n]
	let most = '0'
	for (const [index, line] of lines.entries()) {
		const own = { unitPrice: line.unitPrice, discountPercent: '0' }
		const listPrice = listed[index]
		const before = line.before ?? (isSome(listPrice) ? { unitPrice: listPrice, discountPercent: '0' } : own)
		const percents = months.map((month, at) => {
			const ownPercent = holdsIn(month)({ endsOn: line.discountEndsOn }) ? parseDecimal(line.discountPercent) : ZERO
			return joinPercents(ownPercent, shares[at] ?? ZERO)
		})
		const unitPrice = parseDecimal(line.unitPrice)
		const inForce = line.interval ? percents.slice(0, counted) : percents.slice(0, 1)
		const after = inForce.map((percent) => netAfter(unitPrice, percent)).reduce(add)
		most = greater(most, percentOff(multiply(netOf(before), { digits: BigInt(inForce.length), scale: 0 }), after))
		const price = { unitPrice, quantity: parseDecimal(line.quantity) }
		if (!line.interval) {
			once += monthlyRate({ ...price, discountPercent: inForce[0] ?? ZERO }, { unit: 'month', count: 1 }, currency)
			continue
		}
		for (const [at, discountPercent] of percents.entries())
			net[at] = (net[at] ?? 0n) + monthlyRate({ ...price, discountPercent }, line.interval, currency)
		const whole = { unitPrice: parseDecimal(before.unitPrice), discountPercent: parseDecimal(before.discountPercent) }
		list += monthlyRate({ ...price, ...whole }, line.interval, currency)
	}
	const charged = months.map((month, at) => {
		const off = offAll.filter(holdsIn(month)).reduce((sum, { monthMinor }) => sum + (monthMinor ?? 0n), 0n)
		const all = net[at] ?? 0n
		return off > all ? 0n : all - off
	})
	const ofAll = percentOff(
		{ digits: list * BigInt(counted), scale: 0 },
		{ digits: sumOf(charged.slice(0, counted)), scale: 0 },
	)
	return {
		discount: greater(most, ofAll),
		...{ monthMinor: charged[0] ?? 0n, yearMinor: sumOf(charged), onceMinor: once },
	}
}

/** The first days of its twelve months (ISO). */
function yearFrom(on: string): string[] {
	const first = Temporal.PlainDate.from(on)
	return Array.from({ length: 12 }, (_, months) => first.add({ months }).toString())
}

const holdsIn =
	(month: string) =>
	({ endsOn }: { endsOn: string | null }) =>
		endsOn === null || endsOn >= month

const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, one) => sum + one, 0n)

const isSome = (price: string | undefined): price is string => price !== undefined && /[1-9]/.test(price)

const greater = (one: string, other: string) => (compare(parseDecimal(other), parseDecimal(one)) > 0 ? other : one)

/** A hundred times the price after its discount. */
export const netOf = ({ unitPrice, discountPercent }: { unitPrice: string; discountPercent: string }): Decimal =>
	netAfter(parseDecimal(unitPrice), parseDecimal(discountPercent))

const netAfter = (unitPrice: Decimal, discountPercent: Decimal) =>
	multiply(unitPrice, subtract(parseDecimal('100'), discountPercent))
