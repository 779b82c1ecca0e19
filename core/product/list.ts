import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** Something on sale, at its price of today in one currency. */
export type ListedProduct = {
	id: string
	planId: string | null
	code: string
	name: string
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
	/** In major units. */
	unitPrice: string
	taxClass: string
}

export async function listProducts(scope: Scope, { currency }: { currency: string }): Promise<ListedProduct[]> {
	permit(scope, 'contract.read')
	return await scope.sql<ListedProduct[]>`
		select distinct on (product.code, plan.id) product.id, plan.id as "planId", product.code, product.name,
			plan.interval_unit as "intervalUnit", plan.interval_count as "intervalCount", price.unit_price as "unitPrice",
			product.tax_class as "taxClass"
		from product left join plan on plan.product_id = product.id and plan.active
			join price on price.product_id = product.id and price.plan_id is not distinct from plan.id
				and price.currency = ${currency} and price.valid_from <= ${scope.today}
		where product.active order by product.code, plan.id, price.valid_from desc`
}
