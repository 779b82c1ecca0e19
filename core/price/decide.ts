import { compare, formatDecimal, multiply, parseDecimal, subtract } from '../decimal.ts'
import { convertPrice, type Factor, leastOf } from '../unit/convert.ts'

/** One line of a price list that counts for a customer on a day. Either a price of one unit, or per cent off the catalogue's. */
export type PriceRule = {
	listId: string
	listName: string
	/** Whose list it is: the closer one comes first. */
	level: PriceLevel
	/** First day of the list, ISO. */
	listFrom: string
	/** null: every product; with a product and no plan: each of its plans, or the product itself where it has none. */
	productId: string | null
	planId: string | null
	/** What its quantity and its price are of; null: the product's own. */
	unit: (Factor & { name: string }) | null
	/** Counts for the whole quantity once it is as large as this (volume tiers). Exact decimal. */
	fromQuantity: string
	unitPrice: string | null
	/** Negative: more than in the catalogue. */
	percentOff: string | null
}

export type PriceLevel = 'customer' | 'group' | 'everybody'

/** Where a price comes from, for people. `cataloguePrice` where per cent were taken off it. */
export type PriceReason =
	| { kind: 'catalogue' }
	| {
			kind: 'list'
			listId: string
			listName: string
			level: PriceLevel
			percentOff: string | null
			cataloguePrice: string | null
	  }

/** From so many on, one unit costs this. In major units, exact decimals. */
export type Tier = { fromQuantity: string; unitPrice: string; reason: PriceReason }

type Sold = { productId: string; planId: string | null; cataloguePrice: string | null }

/** A unit that is asked for, and the product's own, which the catalogue's price is of. */
export type AskedUnit = Factor & { name: string; own: Factor & { name: string } }

const levels: Record<PriceLevel, number> = { customer: 2, group: 1, everybody: 0 }

/**
 * The prices of something sold, by quantity, the smallest quantity first; empty where it has none. For each quantity:
 * the customer's own lists before their group's before everybody's; of one level the list that began last; in a list the
 * plan before the product before all products; of these what is of the very unit asked for before the product's own unit
 * before others; then the largest quantity that is reached; and without any the catalogue. Quantities and prices of another
 * unit are turned into those of the unit asked for: exact, but for a price whose division does not end.
 */
export function tiersOf(given: Sold, all: readonly PriceRule[], asked?: AskedUnit): Tier[] {
	const { sold, rules } = asked ? turned(given, all, asked) : { sold: given, rules: all }
	const able = rules.filter((rule) => fits(rule, sold) && (rule.unitPrice !== null || sold.cataloguePrice !== null))
	const ordered = [...able].sort((one, other) => byPrecedence(one, other, asked))
	const steps = [...new Set(['0', ...ordered.map((rule) => normal(rule.fromQuantity))])].sort(byValue)
	const tiers: Tier[] = []
	for (const fromQuantity of steps) {
		const rule = ordered.find((one) => compare(parseDecimal(one.fromQuantity), parseDecimal(fromQuantity)) <= 0)
		const next = rule ? fromRule(rule, sold, fromQuantity) : fromCatalogue(sold, fromQuantity)
		const last = tiers.at(-1)
		if (next && !(last && isSame(last, next))) tiers.push(next)
	}
	return tiers
}

/** The price of so many; null where there is none for so few. */
export function priceAt(tiers: readonly Tier[], quantity: string): Tier | null {
	const many = parseDecimal(quantity)
	return tiers.findLast((tier) => compare(parseDecimal(tier.fromQuantity), many) <= 0) ?? null
}

/** As if the unit asked for were the only one. */
function turned(sold: Sold, rules: readonly PriceRule[], asked: AskedUnit): { sold: Sold; rules: PriceRule[] } {
	const price = (text: string | null, from: Factor & { name: string }) =>
		text === null || from.name === asked.name ? text : convertPrice(text, from, asked)
	return {
		sold: { ...sold, cataloguePrice: price(sold.cataloguePrice, asked.own) },
		rules: rules.map((rule) => {
			const of = rule.unit ?? asked.own
			if (of.name === asked.name) return rule
			return {
				...rule,
				fromQuantity: leastOf(rule.fromQuantity, of, asked),
				unitPrice: price(rule.unitPrice, of),
			}
		}),
	}
}

function fits(rule: PriceRule, { productId, planId }: Sold): boolean {
	if (rule.productId === null) return true
	return rule.productId === productId && (rule.planId === null || rule.planId === planId)
}

/** Ids are uuidv7: of lists that began on one day the one made last comes first. */
function byPrecedence(one: PriceRule, other: PriceRule, asked: AskedUnit | undefined): number {
	const closer = levels[other.level] - levels[one.level]
	const later = compareText(other.listFrom, one.listFrom) || compareText(other.listId, one.listId)
	const narrower = narrowness(other) - narrowness(one)
	const nearer = nearness(other, asked) - nearness(one, asked)
	return closer || later || narrower || nearer || byValue(other.fromQuantity, one.fromQuantity)
}

function nearness({ unit }: PriceRule, asked: AskedUnit | undefined): number {
	const name = unit?.name ?? asked?.own.name
	return name === asked?.name ? 2 : name === asked?.own.name ? 1 : 0
}

const narrowness = ({ productId, planId }: PriceRule) => Number(productId !== null) + Number(planId !== null)
const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
const byValue = (one: string, other: string) => compare(parseDecimal(one), parseDecimal(other))

function fromCatalogue({ cataloguePrice }: Sold, fromQuantity: string): Tier | null {
	return cataloguePrice === null ? null : { fromQuantity, unitPrice: cataloguePrice, reason: { kind: 'catalogue' } }
}

function fromRule(rule: PriceRule, { cataloguePrice }: Sold, fromQuantity: string): Tier | null {
	const { listId, listName, level, unitPrice, percentOff } = rule
	const reason = { kind: 'list', listId, listName, level } as const
	if (unitPrice !== null)
		return { fromQuantity, unitPrice, reason: { ...reason, percentOff: null, cataloguePrice: null } }
	if (percentOff === null || cataloguePrice === null) return null
	return {
		fromQuantity,
		unitPrice: lessPercent(cataloguePrice, percentOff),
		reason: { ...reason, percentOff, cataloguePrice },
	}
}

/** Exact: 19.99 less 12.5 % is 17.49125. */
export function lessPercent(price: string, percentOff: string): string {
	const left = subtract(parseDecimal('100'), parseDecimal(percentOff))
	const { digits, scale } = multiply(parseDecimal(price), left)
	return normal(formatDecimal({ digits, scale: scale + 2 }))
}

/** Without zeros that say nothing, but for whole numbers. */
function normal(decimal: string): string {
	return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}

function isSame(one: Tier, other: Tier): boolean {
	return one.unitPrice === other.unitPrice && JSON.stringify(one.reason) === JSON.stringify(other.reason)
}
