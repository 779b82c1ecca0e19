import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { unitPriceField } from './input.ts'
import { lockProduct } from './lock.ts'

const priceInput = z.object({
	productId: z.uuid(),
	/** None for what is sold once. */
	planId: z.uuid().nullish(),
	currency: z.string().refine(isCurrency),
	/** Of one of the product's unit, in major units. */
	unitPrice: unitPriceField,
	/** It counts from this day until another begins. */
	validFrom: dayInput,
})

export type SetPrice = z.input<typeof priceInput>

/**
 * What the catalogue asks from a day on, for what is agreed from then; said again for the same day it replaces what was said.
 * What counted in the past stays: a day that has passed is taken only where nothing had a price yet. Refuses
 * `input.invalid`, `not_found`, `price_list.plan_missing`, `price.past`.
 */
export async function setPrice(scope: Scope, input: SetPrice): Promise<{ id: string }> {
	permit(scope, 'product.write')
	const { productId, planId = null, currency, unitPrice, validFrom } = checked(priceInput, input)
	const { sql, today } = scope
	const product = await lockProduct(scope, productId)
	const plans = await sql<{ id: string; name: string; onSale: boolean }[]>`
		select id, name, active as "onSale" from plan where product_id = ${productId}`
	const plan = plans.find(({ id }) => id === planId)
	if (planId !== null && !plan) refuse('not_found', { noun: 'plan' })
	if (planId === null && plans.some(({ onSale }) => onSale))
		refuse('price_list.plan_missing', { product: product.name })
	if (validFrom < today.toString()) {
		const [counting] = await sql`
			select from price where product_id = ${productId} and plan_id is not distinct from ${planId}
				and currency = ${currency} and valid_from <= ${validFrom} limit 1`
		if (counting) refuse('price.past', { earliestOn: today.toString() })
	}
	const [price] = await sql<{ id: string }[]>`
		insert into price (product_id, plan_id, currency, unit_price, valid_from)
		values (${productId}, ${planId}, ${currency}, ${unitPrice}, ${validFrom})
		on conflict on constraint price_once do update set unit_price = excluded.unit_price returning id`
	if (!price) throw new Error('The price was not written')
	await emit(scope, {
		kind: 'price.set',
		subject: { kind: 'product', id: productId },
		facts: { plan: plan?.name ?? null, currency, unitPrice, validFrom },
	})
	return price
}

/** Takes a price back that has not begun; the one before goes on. Refuses `not_found`, `price.begun`. */
export async function takeBackPrice(scope: Scope, { id, productId }: { id: string; productId: string }): Promise<void> {
	permit(scope, 'product.write')
	const { sql, today } = scope
	await lockProduct(scope, productId)
	type Row = { plan: string | null; currency: string; unitPrice: string; validFrom: string }
	const [price] = await sql<Row[]>`
		select plan.name as plan, currency, trim_scale(unit_price)::text as "unitPrice", valid_from::text as "validFrom"
		from price left join plan on plan.id = price.plan_id
		where price.id = ${id} and price.product_id = ${productId} for update of price`
	if (!price) refuse('not_found', { noun: 'price' })
	if (price.validFrom <= today.toString()) refuse('price.begun', { validFromOn: price.validFrom })
	await sql`delete from price where id = ${id}`
	await emit(scope, { kind: 'price.taken_back', subject: { kind: 'product', id: productId }, facts: price })
}
