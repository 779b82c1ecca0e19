import type { Scope } from '../act.ts'
import { type AskedUnit, type PriceRule, priceAt, type Tier, tiersOf } from '../price/decide.ts'
import { type Factor, factorOf, type WrittenFactor } from './convert.ts'

/** A unit that a product is sold in beside its own, at its prices there. */
export type SoldUnit = {
	name: string
	/** Sold in parts, such as hours; otherwise quantities are whole. */
	divisible: boolean
	/** Of one, in major units, exact decimal; null where it has no price. */
	unitPrice: string | null
	tiers: Tier[]
}

/** What a query of products reads of their units: `unitsJson`. */
export type WrittenUnits = {
	own: WrittenFactor & { name: string }
	others: (WrittenFactor & { name: string; divisible: boolean })[]
}

/** For a query on `product`. */
export function unitsJson({ sql }: Pick<Scope, 'sql'>) {
	return sql`(select jsonb_build_object(
			'own', jsonb_build_object('name', own.name, 'numerator', own.numerator::text, 'denominator', own.denominator::text),
			'others', coalesce((select jsonb_agg(jsonb_build_object('name', other.name, 'numerator', other.numerator::text,
					'denominator', other.denominator::text, 'divisible', not other.whole)
					order by other.numerator::numeric / other.denominator, other.name)
				from product_unit join unit as other on other.name = product_unit.unit
				where product_unit.product_id = product.id and other.name <> product.unit), '[]'))
		from unit as own where own.name = product.unit)`
}

type Sold = { productId: string; planId: string | null; cataloguePrice: string | null }

/** The prices of something sold in its own unit and in each other. */
export function pricesIn(sold: Sold, rules: readonly PriceRule[], { own, others }: WrittenUnits) {
	const itself = { name: own.name, ...factorOf(own) }
	const tiersIn = (unit: Factor & { name: string }) =>
		tiersOf(sold, rules, { ...unit, own: itself } satisfies AskedUnit)
	return {
		tiers: tiersIn(itself),
		units: others.map(({ name, divisible, ...factor }): SoldUnit => {
			const tiers = tiersIn({ name, ...factorOf(factor) })
			return { name, divisible, tiers, unitPrice: (priceAt(tiers, '1') ?? tiers[0])?.unitPrice ?? null }
		}),
	}
}

type Priced = Omit<SoldUnit, 'name'> & { unit: string; units: readonly SoldUnit[] }

/** How something is sold in a unit; without one in its own. Undefined where it is not. */
export function soldIn(priced: Priced, unit: string | null | undefined): SoldUnit | undefined {
	const { divisible, unitPrice, tiers } = priced
	if (!unit || unit === priced.unit) return { name: priced.unit, divisible, unitPrice, tiers }
	return priced.units.find(({ name }) => name === unit)
}
