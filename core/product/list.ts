import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { priceAt, type Tier } from '../price/decide.ts'
import { readPriceRules } from '../price/read-rules.ts'
import { pricesIn, type SoldUnit, unitsJson, type WrittenUnits } from '../unit/sold-in.ts'
import { soldAsIs } from './list-sellable.ts'

/** Something on sale, at its price of today in one currency. */
export type ListedProduct = {
	id: string
	planId: string | null
	code: string
	name: string
	unit: string
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
	/** What one costs, in major units. */
	unitPrice: string
	/** What each costs by how many there are, and why. */
	tiers: Tier[]
	/** What else it is sold in than its own unit. */
	units: SoldUnit[]
	taxClass: string
}

/** `customerId`: at what this customer pays; without one as anybody does. What has no price is left out. */
export async function listProducts(
	scope: Scope,
	{ currency, customerId = null }: { currency: string; customerId?: string | null },
): Promise<ListedProduct[]> {
	permit(scope, 'contract.read')
	const { sql, today } = scope
	const [rows, rules] = await Promise.all([
		sql<
			(Omit<ListedProduct, 'unitPrice' | 'tiers' | 'units'> & {
				cataloguePrice: string | null
				written: WrittenUnits
			})[]
		>`
			select distinct on (product.code, plan.id) product.id, plan.id as "planId", product.code, product.name, product.unit,
				${unitsJson(scope)} as written,
				plan.interval_unit as "intervalUnit", plan.interval_count as "intervalCount",
				price.unit_price::text as "cataloguePrice", product.tax_class as "taxClass"
			from product left join plan on plan.product_id = product.id and plan.active
				left join price on price.product_id = product.id and price.plan_id is not distinct from plan.id
					and price.currency = ${currency} and price.valid_from <= ${today}
			where product.active and ${soldAsIs(scope)} order by product.code, plan.id, price.valid_from desc nulls last`,
		readPriceRules(scope, { customerId, currency, on: today.toString() }),
	])
	return rows.flatMap(({ cataloguePrice, written, ...row }) => {
		const { tiers, units } = pricesIn({ productId: row.id, planId: row.planId, cataloguePrice }, rules, written)
		const one = priceAt(tiers, '1') ?? tiers[0]
		return one ? [{ ...row, unitPrice: one.unitPrice, tiers, units }] : []
	})
}
