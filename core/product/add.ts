import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit } from '../event.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { planFields, productFields, unitPriceField } from './input.ts'
import { refuseTakenCode } from './lock.ts'
import { writePlan } from './plan.ts'

const productInput = z.object({
	...productFields,
	/** How it bills; none for what is sold once. */
	plan: z.object(planFields).optional(),
	/** In major units, by currency. */
	prices: z.record(z.string().length(3), unitPriceField),
})

export type AddProduct = z.input<typeof productInput>

/** Something to sell, with its plan and prices from today on. Refuses `input.invalid`, `product.code_taken`. */
export async function addProduct(scope: Scope, input: AddProduct): Promise<{ id: string; planId: string | null }> {
	permit(scope, 'product.write')
	const { sql, today } = scope
	const { plan, prices, divisible = null, names = {}, descriptions = {}, ...given } = checked(productInput, input)
	await refuseTakenCode(scope, given)
	const [product] = await sql<{ id: string }[]>`
		insert into product (code, name, description, kind, tax_class, unit, divisible, names, descriptions)
		values (${given.code}, ${given.name}, ${given.description}, ${given.kind}, ${given.taxClass}, ${given.unit}, ${divisible},
			${sql.json(names)}, ${sql.json(descriptions)})
		on conflict (code) do nothing returning id`
	if (!product) refuse('product.code_taken', { code: given.code })
	const subject = { kind: 'product', id: product.id }
	await emit(scope, { kind: 'product.added', subject, facts: { ...given, divisible, names, descriptions } })
	const planRow = plan ? await writePlan(scope, { id: product.id, code: given.code }, plan) : undefined
	for (const [currency, unitPrice] of Object.entries(prices)) {
		if (!isCurrency(currency)) refuse('input.invalid', { field: 'prices', problem: 'unknown_currency' })
		await sql`
			insert into price (product_id, plan_id, currency, unit_price, valid_from)
			values (${product.id}, ${planRow?.id ?? null}, ${currency}, ${unitPrice}, ${today})`
		const facts = { plan: plan?.name ?? null, currency, unitPrice, validFrom: today.toString() }
		await emit(scope, { kind: 'price.set', subject, facts })
	}
	return { id: product.id, planId: planRow?.id ?? null }
}
