import { z } from 'zod'
import type { Scope } from '../act.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

const productInput = z.object({
	code: z.string().trim().min(1).max(40),
	name: z.string().trim().min(1).max(200),
	kind: z.enum(['plan', 'option', 'service', 'equipment', 'fee']),
	taxClass: z.string().trim().min(1).max(40).default('standard'),
	unit: z.string().trim().min(1).max(40).default('piece'),
	/** How it bills; none for what is sold once. */
	plan: z
		.object({
			name: z.string().trim().min(1).max(100),
			/** In use and free for so many days. */
			trialDays: z.number().int().min(0).max(3650).default(0),
			interval: z.object({ unit: z.enum(['day', 'week', 'month', 'year']), count: z.number().int().min(1).max(1200) }),
		})
		.optional(),
	/** In major units, by currency. */
	prices: z.record(z.string().length(3), z.string().regex(/^\d{1,15}(\.\d{1,10})?$/)),
})

export type AddProduct = z.input<typeof productInput>

/** Something to sell, with its plan and prices from today on. Refuses `input.invalid`, also for a code that is taken. */
export async function addProduct(scope: Scope, input: AddProduct): Promise<{ id: string; planId: string | null }> {
	permit(scope, 'product.write')
	const { sql, today } = scope
	const read = productInput.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const { plan, prices, ...given } = read.data
	const [product] = await sql<{ id: string }[]>`
		insert into product (code, name, kind, tax_class, unit)
		values (${given.code}, ${given.name}, ${given.kind}, ${given.taxClass}, ${given.unit})
		on conflict (code) do nothing returning id`
	if (!product) refuse('input.invalid', { field: 'code', problem: 'taken' })
	const [planRow] = plan
		? await sql<{ id: string }[]>`
			insert into plan (product_id, code, name, interval_unit, interval_count, trial_days)
			values (${product.id}, ${given.code}, ${plan.name}, ${plan.interval.unit}, ${plan.interval.count},
				${plan.trialDays}) returning id`
		: []
	for (const [currency, unitPrice] of Object.entries(prices)) {
		if (!isCurrency(currency)) refuse('input.invalid', { field: 'prices', problem: 'unknown_currency' })
		await sql`
			insert into price (product_id, plan_id, currency, unit_price, valid_from)
			values (${product.id}, ${planRow?.id ?? null}, ${currency}, ${unitPrice}, ${today})`
	}
	return { id: product.id, planId: planRow?.id ?? null }
}
