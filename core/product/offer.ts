import { z } from 'zod'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

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

/** Lets a product be added to contracts; said again, its bounds are as said last. Refuses `input.invalid`. */
export async function offerOption(scope: Scope, input: OfferOption): Promise<{ id: string }> {
	permit(scope, 'product.write')
	const read = offerInput.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const { productId, planId, forProductId, forPlanId, smallest, largest, customerVisible } = read.data
	const [option] = await scope.sql<{ id: string }[]>`
		insert into product_option (product_id, plan_id, for_product_id, for_plan_id, smallest, largest, customer_visible)
		values (${productId}, ${planId ?? null}, ${forProductId ?? null}, ${forPlanId ?? null}, ${smallest ?? null},
			${largest ?? null}, ${customerVisible})
		on conflict (product_id, plan_id, for_product_id, for_plan_id)
			do update set smallest = excluded.smallest, largest = excluded.largest, customer_visible = excluded.customer_visible
		returning id`
	if (!option) throw new Error('The option was not written')
	return option
}
