import type { Scope } from '../act.ts'
import { factorOf, type WrittenFactor } from '../unit/convert.ts'
import type { PriceRule } from './decide.ts'

type Wanted = { customerId: string | null; currency: string; on: string; productIds?: readonly string[] }

/**
 * The lines of all price lists that count for a customer (null: for anybody) in a currency on a day, of these products and
 * of every product.
 */
export async function readPriceRules(
	{ sql }: Pick<Scope, 'sql'>,
	{ customerId, currency, on, productIds }: Wanted,
): Promise<PriceRule[]> {
	const rows = await sql<RuleRow[]>`
		select list.id as "listId", list.name as "listName", list.valid_from::text as "listFrom", whose.level,
			item.product_id as "productId", item.plan_id as "planId", case when item.unit is not null then jsonb_build_object(
				'name', unit.name, 'numerator', unit.numerator::text, 'denominator', unit.denominator::text) end as unit, item.from_quantity::text as "fromQuantity",
			item.unit_price::text as "unitPrice", item.percent_off::text as "percentOff"
		from price_list as list
			join lateral (
				select case when list.everybody then 'everybody'
					when exists (select from price_list_for as meant where meant.price_list_id = list.id
						and meant.customer_id = ${customerId}::uuid) then 'customer'
					when exists (select from price_list_for as meant join customer on customer.group_id = meant.group_id
						where meant.price_list_id = list.id and customer.id = ${customerId}::uuid) then 'group' end as level
			) as whose on whose.level is not null
			join price_list_item as item on item.price_list_id = list.id
			left join unit on unit.name = item.unit
		where list.currency = ${currency} and list.valid_from <= ${on} and coalesce(list.valid_to >= ${on}, true)
			${productIds ? sql`and (item.product_id is null or item.product_id = any(${productIds as string[]}::uuid[]))` : sql``}`
	return rows.map((row) => ({ ...row, unit: row.unit && { ...row.unit, ...factorOf(row.unit) } }))
}

type RuleRow = Omit<PriceRule, 'unit'> & { unit: (WrittenFactor & { name: string }) | null }
