import type { Scope } from '../act.ts'
import { priceAt, type Tier } from '../price/decide.ts'
import { readPriceRules } from '../price/read-rules.ts'
import { pricesIn, type SoldUnit, unitsJson, type WrittenUnits } from '../unit/sold-in.ts'
import type { Said } from './said.ts'

export type PricedPlan = {
	productId: string
	planId: string | null
	code: string
	name: string
	/** What it is called by language. */
	names: Said
	taxClass: string
	/** Its prices include the tax. */
	taxIncluded: boolean
	unit: string
	/** Sold in parts, such as hours; otherwise quantities are whole. */
	divisible: boolean
	interval: { unit: 'day' | 'week' | 'month' | 'year'; count: number } | null
	trialDays: number
	/** What one costs, in major units, exact decimal; null where it has no price in the currency. */
	unitPrice: string | null
	/** What each costs by how many there are, and why. */
	tiers: Tier[]
	/** What else it is sold in than its own unit. */
	units: SoldUnit[]
}

type Row = Omit<PricedPlan, 'interval' | 'tiers' | 'units'> & {
	written: WrittenUnits
	unitOf: string | null
	count: number | null
}

/**
 * Products with the plans asked for, at what a customer pays for them on a day: by the price lists that count for them, or
 * by the catalogue. By `productId planId`; what is not on sale is left out.
 */
export async function findPrices(
	scope: Pick<Scope, 'sql'>,
	wanted: readonly { productId: string | null; planId: string | null }[],
	{ customerId, currency, on }: { customerId: string; currency: string; on: string },
): Promise<PricedPlan[]> {
	if (wanted.length === 0) return []
	const rows = await scope.sql<Row[]>`
		select product.id as "productId", plan.id as "planId", product.code, product.name, product.names, product.tax_class as "taxClass",
			exists (select from tax_rate where included and tax_rate.tax_class = product.tax_class) as "taxIncluded",
			product.unit, sold_in_parts(product.divisible, product.unit, null) as divisible, ${unitsJson(scope)} as written,
			 plan.interval_unit as "unitOf", plan.interval_count as count, coalesce(plan.trial_days, 0) as "trialDays",
			(select unit_price::text from price where price.product_id = product.id and price.plan_id is not distinct from plan.id
				and price.currency = ${currency} and price.valid_from <= ${on} order by price.valid_from desc limit 1) as "unitPrice"
		from unnest(${wanted.map((one) => one.productId)}::uuid[], ${wanted.map((one) => one.planId)}::uuid[])
				as wanted (product_id, plan_id)
			left join plan on plan.id = wanted.plan_id and plan.active
			join product on product.id = coalesce(wanted.product_id, plan.product_id) and product.active
		where (wanted.plan_id is null or plan.product_id = product.id)`
	const productIds = rows.map((row) => row.productId)
	const rules = await readPriceRules(scope, { customerId, currency, on, productIds })
	return rows.map(({ unitOf, count, unitPrice: cataloguePrice, written, ...row }) => {
		const { tiers, units } = pricesIn({ ...row, cataloguePrice }, rules, written)
		const unitPrice = priceAt(tiers, '1')?.unitPrice ?? null
		return { ...row, unitPrice, tiers, units, interval: unitOf && count ? { unit: unitOf as 'month', count } : null }
	})
}
