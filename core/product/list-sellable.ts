import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** Something that can be sold, whether it has a price or not. */
export type SellableProduct = { id: string; planId: string | null; code: string; name: string; plan: string | null }

/** What is on sale, each with its plans, in the order of the names. */
export async function listSellable(scope: Scope): Promise<SellableProduct[]> {
	permit(scope, 'contract.read')
	return await scope.sql<SellableProduct[]>`
		select product.id, plan.id as "planId", product.code, product.name, plan.name as plan
		from product left join plan on plan.product_id = product.id and plan.active
		where product.active order by product.name collate people, product.id, plan.interval_unit, plan.interval_count`
}
