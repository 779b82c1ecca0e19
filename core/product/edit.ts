import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { productFields } from './input.ts'
import { lockProduct, refuseTakenCode } from './lock.ts'

const editInput = z.object({ id: z.uuid(), ...productFields })

export type EditProduct = z.input<typeof editInput>

/**
 * What a product is called, counted in and taxed as. Lines that are there keep what they say; its tax class counts for those
 * written from now on. Refuses `input.invalid`, `not_found`, `product.code_taken`, `unit.of_product`.
 */
export async function editProduct(scope: Scope, input: EditProduct): Promise<void> {
	permit(scope, 'product.write')
	const { id, divisible = null, names, descriptions, ...given } = checked(editInput, input)
	const { sql } = scope
	const before = await lockProduct(scope, id)
	if (given.code !== before.code) await refuseTakenCode(scope, { id, code: given.code })
	if (given.unit !== before.unit) {
		const [{ can } = { can: false }] = await sql<{ can: boolean }[]>`select can_count_in(${id}, ${given.unit}) as can`
		if (!can) refuse('unit.of_product', { product: before.name, unit: given.unit })
	}
	await sql`
		update product set code = ${given.code}, name = ${given.name}, description = ${given.description}, kind = ${given.kind},
			tax_class = ${given.taxClass}, unit = ${given.unit}, divisible = ${divisible},
			names = ${names ? sql.json(names) : sql`names`},
			descriptions = ${descriptions ? sql.json(descriptions) : sql`descriptions`} where id = ${id}`
	await emit(scope, {
		kind: 'product.changed',
		subject: { kind: 'product', id },
		facts: { ...given, divisible, ...(names && { names }), ...(descriptions && { descriptions }) },
	})
}

/**
 * Withdraws a product, so that no form offers it any more, or puts it on sale again. Contracts and quotes that have it keep it.
 * Refuses `not_found`.
 */
export async function setOnSale(scope: Scope, { id, onSale }: { id: string; onSale: boolean }): Promise<void> {
	permit(scope, 'product.write')
	const product = await lockProduct(scope, id)
	if (product.onSale === onSale) return
	await scope.sql`update product set active = ${onSale} where id = ${id}`
	await emit(scope, {
		kind: onSale ? 'product.put_on_sale' : 'product.withdrawn',
		subject: { kind: 'product', id },
		facts: { code: product.code, name: product.name },
	})
}
