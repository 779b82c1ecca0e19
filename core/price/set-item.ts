import { z } from 'zod'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { checked, lockList } from './write-list.ts'

const plain = /^\d{1,15}(\.\d{1,10})?$/
const itemInput = z
	.object({
		listId: z.uuid(),
		/** None: every product, for per cent only. */
		productId: z.uuid().nullish(),
		planId: z.uuid().nullish(),
		/** What quantity and price are of; none: the product's own. */
		unit: z.string().trim().min(1).max(40).nullish(),
		fromQuantity: z.string().regex(plain).default('0'),
		/** One of the two. In major units; per cent off the catalogue's price, negative for more. */
		unitPrice: z.string().regex(plain).nullish(),
		percentOff: z
			.string()
			.regex(/^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?|-\d{1,3}(\.\d{1,6})?)$/)
			.refine((text) => /[1-9]/.test(text))
			.nullish(),
	})
	.refine(({ unitPrice, percentOff }) => (unitPrice == null) !== (percentOff == null), { path: ['unitPrice'] })
	.refine(({ unit, productId }) => unit == null || productId != null, { path: ['productId'] })
	.refine(({ unitPrice, productId }) => unitPrice == null || productId != null, { path: ['productId'] })

export type SetPriceItem = z.input<typeof itemInput>

/**
 * A line of a list, or another price for the one of the same product, plan and quantity. It counts for what is agreed from
 * now on. Refuses `input.invalid`, `not_found`, `price_list.plan_missing`, `unit.not_sold`.
 */
export async function setPriceItem(scope: Scope, input: SetPriceItem): Promise<{ id: string }> {
	permit(scope, 'product.write')
	const read = checked(itemInput, input)
	const { listId, productId = null, planId = null, fromQuantity, unitPrice = null, percentOff = null } = read
	let unit = read.unit ?? null
	await lockList(scope, listId)
	if (productId !== null) unit = await refuseProduct(scope, { productId, planId, unitPrice, unit })
	else if (planId !== null) refuse('input.invalid', { field: 'productId', problem: 'missing' })
	const [item] = await scope.sql<{ id: string }[]>`
		insert into price_list_item (price_list_id, product_id, plan_id, unit, from_quantity, unit_price, percent_off)
		values (${listId}, ${productId}, ${planId}, ${unit}, ${fromQuantity}, ${unitPrice}, ${percentOff})
		on conflict (price_list_id, product_id, plan_id, unit, from_quantity)
			do update set unit_price = excluded.unit_price, percent_off = excluded.percent_off
		returning id`
	if (!item) throw new Error('The price was not written')
	await emit(scope, {
		kind: 'price_list.item_set',
		subject: { kind: 'price_list', id: listId },
		facts: { productId, planId, unit, fromQuantity, unitPrice, percentOff },
	})
	return item
}

type Meant = { productId: string; planId: string | null; unitPrice: string | null; unit: string | null }

/** Answers the unit as it is kept: none for the product's own. */
async function refuseProduct(scope: Scope, { productId, planId, unitPrice, unit }: Meant): Promise<string | null> {
	const [product] = await scope.sql<{ name: string; planned: boolean; own: boolean; unit: string; sold: boolean }[]>`
		select name, unit, exists (select from product_unit where product_id = product.id and product_unit.unit = ${unit}) as sold, exists (select from plan where product_id = product.id) as planned,
			exists (select from plan where product_id = product.id and id = ${planId}) as own
		from product where id = ${productId}`
	if (!product || (planId !== null && !product.own)) refuse('not_found', { noun: 'product' })
	if (unitPrice !== null && planId === null && product.planned)
		refuse('price_list.plan_missing', { product: product.name })
	if (unit !== null && !product.sold) refuse('unit.not_sold', { line: product.name, unit })
	return unit === product.unit ? null : unit
}

/** Takes a line out of a list; what has been agreed by it keeps its price. Refuses `not_found`. */
export async function removePriceItem(scope: Scope, { id, listId }: { id: string; listId: string }): Promise<void> {
	permit(scope, 'product.write')
	const [gone] = await scope.sql<Record<string, string | null>[]>`
		delete from price_list_item where id = ${id} and price_list_id = ${listId}
		returning product_id as "productId", plan_id as "planId", unit, from_quantity::text as "fromQuantity",
			unit_price::text as "unitPrice", percent_off::text as "percentOff"`
	if (!gone) refuse('not_found', { noun: 'price_list_item' })
	await emit(scope, { kind: 'price_list.item_removed', subject: { kind: 'price_list', id: listId }, facts: gone })
}
