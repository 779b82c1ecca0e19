import type { Scope } from '../act.ts'
import { sees } from '../field-right/rights.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { contractsInForce } from './in-force.ts'
import type { ProductKind } from './input.ts'
import type { Said } from './said.ts'

/** `standing`: whether it counts today, is to begin, or gave way to a later one. */
export type CataloguePrice = {
	id: string
	currency: string
	/** Of one of the product's unit, in major units, exact decimal. */
	unitPrice: string
	validFrom: string
	standing: 'counts' | 'to_come' | 'over'
}

export type ProductPlan = {
	id: string
	code: string
	name: string
	/** By language, where it is called otherwise. */
	names: Said
	interval: { unit: 'day' | 'week' | 'month' | 'year'; count: number }
	trialDays: number
	onSale: boolean
	/** A contract or quote has it, so how often it bills stays. */
	used: boolean
	prices: CataloguePrice[]
}

/** An option with its bounds: exact decimals, null for none. */
export type ProductOffer = {
	id: string
	productId: string
	product: string
	plan: string | null
	/** What a contract must have; null: anything. */
	ontoId: string | null
	onto: string | null
	ontoPlan: string | null
	smallest: string | null
	largest: string | null
	customerVisible: boolean
}

export type ProductPage = {
	id: string
	code: string
	name: string
	description: string
	names: Said
	descriptions: Said
	kind: ProductKind
	taxClass: string
	/** Its prices include the tax. */
	taxIncluded: boolean
	unit: string
	/** As it is set; null: as the unit is. */
	divisible: boolean | null
	/** Whether it is sold in parts of its unit. */
	inParts: boolean
	onSale: boolean
	/** What else it is sold in than its own unit. */
	otherUnits: string[]
	/** How many contracts in force have it today, how many machines are one, and of which models. */
	contracts: number
	machines: number
	models: { model: string; count: number }[]
	/** Price lists that say a price of it, or of everything. */
	lists: { id: string; name: string; currency: string }[]
	plans: ProductPlan[]
	/** Of what is sold once. */
	prices: CataloguePrice[]
	/** Whether the actor sees what things cost: without, no price is here. */
	seesPrices: boolean
	/** What can be added to contracts that have it, and to which contracts it can be added. */
	options: ProductOffer[]
	offeredTo: ProductOffer[]
}

type PlanRow = Omit<ProductPlan, 'interval' | 'prices'> & ProductPlan['interval']

/** A product with its plans, what each has cost and will, and where it is used. Refuses `not_found`. */
export async function findProduct(scope: Scope, { id }: { id: string }): Promise<ProductPage> {
	permit(scope, 'product.read')
	const { sql } = scope
	const seesPrices = sees(scope, 'line', 'unitPrice', null)
	const [[product], plans, prices, offers] = await Promise.all([
		readProduct(scope, id),
		sql<(Omit<PlanRow, 'unit'> & { of: ProductPlan['interval']['unit'] })[]>`
			select id, code, name, names, interval_unit as of, interval_count as count, trial_days as "trialDays", active as "onSale",
				exists (select from contract_line where contract_line.product_id = plan.product_id and plan_id = plan.id)
					or exists (select from quote_line where plan_id = plan.id) as used
			from plan where product_id = ${id}
			order by not active, interval_count * case interval_unit when 'day' then 1 when 'week' then 7 when 'month' then 30 else 365 end, id`,
		seesPrices ? readPrices(scope, id) : [],
		readOffers(scope, id),
	])
	if (!product) refuse('not_found', { noun: 'product' })
	const pricesOf = (planId: string | null) =>
		prices.flatMap(({ planId: of, ...price }) => (of === planId ? [price] : []))
	return {
		...product,
		seesPrices,
		plans: plans.map(({ of, count, ...plan }) => ({
			...plan,
			interval: { unit: of, count },
			prices: pricesOf(plan.id),
		})),
		prices: pricesOf(null),
		options: offers.filter(({ ontoId }) => ontoId === id),
		offeredTo: offers.filter(({ productId }) => productId === id),
	}
}

type Row = Omit<ProductPage, 'plans' | 'prices' | 'seesPrices' | 'options' | 'offeredTo'>

function readProduct(scope: Scope, id: string) {
	const { sql, today } = scope
	return sql<Row[]>`
		select id, code, name, description, names, descriptions, kind, tax_class as "taxClass",
			exists (select from tax_rate where included and tax_rate.tax_class = product.tax_class) as "taxIncluded", unit, divisible,
			sold_in_parts(divisible, unit, null) as "inParts", active as "onSale",
			coalesce((select jsonb_agg(other.unit order by other.unit) from product_unit as other
				where other.product_id = product.id and other.unit <> product.unit), '[]') as "otherUnits",
			${contractsInForce(scope)} as contracts,
			(select count(*)::int from equipment where equipment.product_id = product.id) as machines,
			coalesce((select jsonb_agg(jsonb_build_object('model', model, 'count', many) order by many desc, model) from (
				select model, count(*)::int as many from equipment where equipment.product_id = product.id and model <> ''
				group by model order by 2 desc, 1 limit 50) as made), '[]') as models,
			coalesce((select jsonb_agg(jsonb_build_object('id', list.id, 'name', list.name, 'currency', list.currency) order by list.name)
				from price_list as list where coalesce(list.valid_to >= ${today}, true) and exists (
					select from price_list_item as item where item.price_list_id = list.id
						and (item.product_id is null or item.product_id = product.id))), '[]') as lists
		from product where id = ${id}`
}

/** The newest first, in the order of the currencies. */
function readPrices({ sql, today }: Scope, id: string) {
	return sql<(CataloguePrice & { planId: string | null })[]>`
		select id, plan_id as "planId", currency, trim_scale(unit_price)::text as "unitPrice", valid_from::text as "validFrom",
			case when valid_from > ${today} then 'to_come'
				when valid_from = max(valid_from) filter (where valid_from <= ${today}) over (partition by plan_id, currency) then 'counts'
				else 'over' end as standing
		from price where product_id = ${id} order by currency, valid_from desc`
}

function readOffers({ sql }: Scope, id: string) {
	return sql<ProductOffer[]>`
		select option.id, product.id as "productId", product.name as product, plan.name as plan,
			coalesce(onto.id, onto_of.id) as "ontoId", coalesce(onto.name, onto_of.name) as onto, onto_plan.name as "ontoPlan",
			trim_scale(smallest)::text as smallest, trim_scale(largest)::text as largest, customer_visible as "customerVisible"
		from product_option as option join product on product.id = option.product_id
			left join plan on plan.id = option.plan_id left join product as onto on onto.id = option.for_product_id
			left join plan as onto_plan on onto_plan.id = option.for_plan_id
			left join product as onto_of on onto_of.id = onto_plan.product_id
		where option.product_id = ${id} or option.for_product_id = ${id} or onto_plan.product_id = ${id}
		order by product.name collate people, plan.name collate people, onto nulls first`
}
