import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { refuseBounds } from './bounds.ts'

const amount = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/)
const offerInput = z.object({
	productId: z.uuid(),
	planId: z.uuid().nullish(),
	/** Contracts that have this product, or plan, on a line; neither: all. */
	forProductId: z.uuid().nullish(),
	forPlanId: z.uuid().nullish(),
	smallest: amount.nullish(),
	largest: amount.nullish(),
	customerVisible: z.boolean().default(true),
})

export type OfferOption = z.input<typeof offerInput>

/**
 * Lets a product be added to contracts; said again, its bounds are as said last. Refuses `input.invalid`, `not_found`,
 * `quantity.bounds`.
 */
export async function offerOption(scope: Scope, input: OfferOption): Promise<{ id: string }> {
	permit(scope, 'product.write')
	const { productId, planId = null, forProductId = null, forPlanId = null, ...offer } = checked(offerInput, input)
	const { smallest = null, largest = null, customerVisible } = offer
	if (forProductId !== null && forPlanId !== null) refuse('input.invalid', { field: 'forPlanId', problem: 'both' })
	refuseBounds(smallest, largest)
	const { sql } = scope
	const [known] = await sql<{ product: string; plan: string | null; onto: string | null }[]>`
		select product.name as product, plan.name as plan, coalesce(onto.name, of_plan.name) as onto
		from product left join plan on plan.id = ${planId} and plan.product_id = product.id
			left join product as onto on onto.id = ${forProductId} left join plan as of_plan on of_plan.id = ${forPlanId}
		where product.id = ${productId} and (${planId}::uuid is null or plan.id is not null)
			and (${forProductId}::uuid is null or onto.id is not null) and (${forPlanId}::uuid is null or of_plan.id is not null)`
	if (!known) refuse('not_found', { noun: 'product' })
	const [option] = await sql<{ id: string }[]>`
		insert into product_option (product_id, plan_id, for_product_id, for_plan_id, smallest, largest, customer_visible)
		values (${productId}, ${planId}, ${forProductId}, ${forPlanId}, ${smallest}, ${largest}, ${customerVisible})
		on conflict (product_id, plan_id, for_product_id, for_plan_id)
			do update set smallest = excluded.smallest, largest = excluded.largest, customer_visible = excluded.customer_visible
		returning id`
	if (!option) throw new Error('The option was not written')
	const facts = { ...known, smallest, largest, customerVisible }
	await emit(scope, { kind: 'product.offered', subject: { kind: 'product', id: productId }, facts })
	return option
}
