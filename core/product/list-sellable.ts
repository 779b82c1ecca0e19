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
		where product.active and ${soldAsIs(scope)} order by product.name collate people, product.id, plan.interval_unit, plan.interval_count`
}

/** For a query on `product` and `plan`: what is sold by plans is not sold once when all of them are withdrawn, unless it has a price for that. */
export function soldAsIs({ sql }: Pick<Scope, 'sql'>) {
	return sql`(plan.id is not null or not exists (select from plan as withdrawn where withdrawn.product_id = product.id)
		or exists (select from price as once where once.product_id = product.id and once.plan_id is null))`
}
