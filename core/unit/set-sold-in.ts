import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

const soldInput = z.object({
	productId: z.uuid(),
	/** Beside its own. */
	units: z.array(z.string().trim().min(1).max(40)).max(50),
})

export type SetSoldIn = z.input<typeof soldInput>

/**
 * What a product is sold in beside its own unit. Refuses `input.invalid`, `not_found`, `unit.other_dimension`, and
 * `unit.in_use` for one that lines or prices of it are in.
 */
export async function setSoldIn(scope: Scope, input: SetSoldIn): Promise<void> {
	permit(scope, 'product.write')
	const { productId, units } = checked(soldInput, input)
	const { sql } = scope
	const [product] = await sql<{ name: string; unit: string; dimension: string }[]>`
		select product.name, product.unit, unit.dimension from product join unit on unit.name = product.unit
		where id = ${productId} for update of product`
	if (!product) refuse('not_found', { noun: 'product' })
	const wanted = [...new Set(units)].filter((unit) => unit !== product.unit)
	const known = await sql<{ name: string; dimension: string }[]>`
		select name, dimension from unit where name = any(${wanted}::text[]) for key share`
	for (const unit of wanted) {
		const one = known.find(({ name }) => name === unit)
		if (!one) refuse('not_found', { noun: 'unit' })
		if (one.dimension !== product.dimension) refuse('unit.other_dimension', { unit, product: product.name })
	}
	const [kept] = await sql<{ unit: string }[]>`
		select unit from product_unit as gone
		where product_id = ${productId} and unit <> ${product.unit} and unit <> all(${wanted}::text[])
			and (exists (select from contract_line as line where line.product_id = gone.product_id and line.unit = gone.unit)
				or exists (select from quote_line as line where line.product_id = gone.product_id and line.unit = gone.unit)
				or exists (select from price_list_item as item where item.product_id = gone.product_id and item.unit = gone.unit))
		order by unit limit 1`
	if (kept) refuse('unit.in_use', { name: kept.unit })
	await sql`
		delete from product_unit
		where product_id = ${productId} and unit <> ${product.unit} and unit <> all(${wanted}::text[])`
	await sql`
		insert into product_unit (product_id, unit, dimension)
		select ${productId}, name, dimension from unit where name = any(${wanted}::text[]) on conflict do nothing`
	await emit(scope, {
		kind: 'unit.sold_in',
		subject: { kind: 'product', id: productId },
		facts: { product: product.name, units: wanted },
	})
}
