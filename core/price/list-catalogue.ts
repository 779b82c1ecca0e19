import type { Scope } from '../act.ts'
import { sees } from '../field-right/rights.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A price of the catalogue: in major units, of the product's own unit, from an ISO day until another begins. */
export type ListedCataloguePrice = {
	id: string
	code: string
	product: string
	/** Null for what is sold once. */
	planCode: string | null
	currency: string
	unitPrice: string
	validFrom: string
}

/**
 * Every price of the catalogue, those of the past and to come too, in the order of the products' codes, from behind one.
 * Refuses `not_found` to who does not see what things cost.
 */
export async function listCataloguePrices(
	scope: Scope,
	{ after, limit }: { after?: Pick<ListedCataloguePrice, 'id' | 'code'> | undefined; limit: number },
): Promise<ListedCataloguePrice[]> {
	permit(scope, 'product.read')
	if (!sees(scope, 'line', 'unitPrice', null)) refuse('not_found', { noun: 'product' })
	const { sql } = scope
	return await sql<ListedCataloguePrice[]>`
		select price.id, product.code, product.name as product, plan.code as "planCode", price.currency,
			price.unit_price::text as "unitPrice", price.valid_from::text as "validFrom"
		from price join product on product.id = price.product_id left join plan on plan.id = price.plan_id
		${after ? sql`where (product.code, price.id) > (${after.code}, ${after.id}::uuid)` : sql``}
		order by product.code, price.id limit ${limit}`
}
