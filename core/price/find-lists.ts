import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** `level`: whose it is. Days are ISO dates, `validTo` the last. */
export type ListedPriceList = {
	id: string
	name: string
	currency: string
	validFrom: string
	validTo: string | null
	standing: 'in_force' | 'to_come' | 'over'
	items: number
	everybody: boolean
	/** Whom it is for, where it is not everybody's. */
	for: { id: string; kind: 'customer' | 'group'; ofId: string; name: string; number: string }[]
}

export type PriceItem = {
	id: string
	productId: string | null
	product: string | null
	code: string | null
	planId: string | null
	plan: string | null
	planCode: string | null
	/** What quantity and price are of; null for every product. */
	unit: string | null
	/** It is the product's own. */
	ownUnit: boolean
	fromQuantity: string
	unitPrice: string | null
	percentOff: string | null
}

/** All price lists, those in force first; with a customer those that count for them, or that are theirs. */
export async function listPriceLists(
	scope: Scope,
	{ customerId }: { customerId?: string | undefined },
): Promise<ListedPriceList[]> {
	permit(scope, 'contract.read')
	return await readLists(scope, { customerId })
}

/** A list with its lines. Refuses `not_found`. */
export async function findPriceList(
	scope: Scope,
	{ id }: { id: string },
): Promise<ListedPriceList & { lines: PriceItem[] }> {
	permit(scope, 'contract.read')
	const [list] = await readLists(scope, { id })
	if (!list) refuse('not_found', { noun: 'price_list' })
	const lines = await scope.sql<PriceItem[]>`
		select item.id, item.product_id as "productId", product.name as product, product.code, item.plan_id as "planId",
			plan.name as plan, plan.code as "planCode", coalesce(item.unit, product.unit) as unit, item.unit is null as "ownUnit", trim_scale(item.from_quantity)::text as "fromQuantity", item.unit_price::text as "unitPrice",
			trim_scale(item.percent_off)::text as "percentOff"
		from price_list_item as item left join product on product.id = item.product_id left join plan on plan.id = item.plan_id
		where item.price_list_id = ${id} order by product.name collate people nulls first, plan.name collate people, from_quantity`
	return { ...list, lines }
}

async function readLists(
	{ sql, today }: Scope,
	{ id, customerId }: { id?: string; customerId?: string | undefined },
): Promise<ListedPriceList[]> {
	const forWhom = sql`(select jsonb_agg(jsonb_build_object('id', meant.id,
			'kind', case when meant.customer_id is null then 'group' else 'customer' end,
			'ofId', coalesce(meant.customer_id, meant.group_id), 'name', coalesce(customer.name, staff_group.name),
			'number', coalesce(customer.number, '')) order by coalesce(customer.name, staff_group.name) collate people)
		from price_list_for as meant left join customer on customer.id = meant.customer_id
			left join staff_group on staff_group.id = meant.group_id
		where meant.price_list_id = list.id)`
	const theirs = sql`(list.everybody and list.currency = (select currency from customer where id = ${customerId ?? null}))
		or exists (select from price_list_for as meant join customer on customer.id = ${customerId ?? null}
			where meant.price_list_id = list.id and (meant.customer_id = customer.id or meant.group_id = customer.group_id))`
	return await sql<ListedPriceList[]>`
		select list.id, list.name, list.currency, list.everybody, list.valid_from::text as "validFrom", list.valid_to::text as "validTo",
			case when list.valid_from > ${today} then 'to_come' when list.valid_to < ${today} then 'over' else 'in_force' end as standing,
			(select count(*)::int from price_list_item where price_list_id = list.id) as items, coalesce(${forWhom}, '[]') as for
		from price_list as list
		where ${id ? sql`list.id = ${id}` : sql`true`} and ${customerId ? sql`(${theirs})` : sql`true`}
		order by coalesce(list.valid_to < ${today}, false), list.valid_from desc, list.name collate people limit 500`
}
