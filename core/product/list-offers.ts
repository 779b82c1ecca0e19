import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A product that can be added to contracts: what, to which, and within which bounds. */
export type ListedOffer = {
	id: string
	product: string
	plan: string | null
	/** The product or plan that a contract must have; null: any. */
	onto: string | null
	smallest: string | null
	largest: string | null
	customerVisible: boolean
}

export async function listOffers(scope: Scope): Promise<ListedOffer[]> {
	permit(scope, 'product.write')
	return await scope.sql<ListedOffer[]>`
		select option.id, product.name as product, plan.name as plan,
			coalesce(for_product.name, for_plan.name) as onto, smallest::text as smallest, largest::text as largest,
			customer_visible as "customerVisible"
		from product_option as option join product on product.id = option.product_id
			left join plan on plan.id = option.plan_id left join product as for_product on for_product.id = for_product_id
			left join plan as for_plan on for_plan.id = for_plan_id
		order by product.name collate people, plan.name collate people, onto nulls first`
}

/** No longer offers it; contracts that have it keep it. Refuses `not_found`. */
export async function withdrawOffer(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'product.write')
	const [gone] = await scope.sql<{ productId: string; product: string; onto: string | null }[]>`
		delete from product_option as option using product where option.id = ${id} and product.id = option.product_id
		returning option.product_id as "productId", product.name as product, (
			select name from product where id = option.for_product_id union all select name from plan where id = option.for_plan_id) as onto`
	if (!gone) refuse('not_found', { noun: 'product_option' })
	const { productId, ...facts } = gone
	await emit(scope, { kind: 'product.offer_withdrawn', subject: { kind: 'product', id: productId }, facts })
}
