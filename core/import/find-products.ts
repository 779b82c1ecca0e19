import { createHash } from 'node:crypto'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { intervalText } from './contract-digest.ts'
import type { IntervalChoice } from './format/words.ts'
import type { RowRecord } from './record.ts'

/** A row that names a product, with how often it is billed. */
type Named = { record: RowRecord; interval: IntervalChoice }

export type ProductPlan = { productId: string; planId: string | null }

/**
 * The product that each row names, by its code or name, with the plan of the row's interval. A product or plan that is
 * not there yet is added, so that what is sold can be counted by it. Set-based; answers by `productKey`.
 */
export async function findProducts(scope: Scope, agreements: readonly Named[]): Promise<Map<string, ProductPlan>> {
	const named = agreements.filter((agreement) => productName(agreement) !== '')
	const names = [...new Set(named.map(productName))]
	const found = new Map<string, ProductPlan>()
	if (names.length === 0) return found
	const units = new Map(
		named.toReversed().map((agreement) => [productName(agreement).toLowerCase(), agreement.record.values.unit]),
	)
	const products = await haveProducts(scope, names, units)
	const plans = new Map<string, Wanted>()
	for (const agreement of named) {
		const product = products.get(productName(agreement).toLowerCase())
		if (!product) continue
		const { interval } = agreement
		const key = productKey(agreement)
		if (interval === 'once') found.set(key, { productId: product.id, planId: null })
		else plans.set(key, planWanted(product, interval))
	}
	for (const [key, plan] of await havePlans(scope, plans)) found.set(key, plan)
	return found
}

export function productKey(agreement: Named): string {
	return `${intervalText(agreement.interval)} ${productName(agreement).toLowerCase()}`
}

function productName(agreement: Named): string {
	const name = agreement.record.values.product
	return typeof name === 'string' ? name : ''
}

type Product = { id: string; code: string; name: string }

/** What is not there yet is counted in what the first row of it says. */
async function haveProducts(
	scope: Scope,
	names: readonly string[],
	units: ReadonlyMap<string, unknown>,
): Promise<Map<string, Product>> {
	const { sql } = scope
	const lower = names.map((name) => name.toLowerCase())
	const read = async () => {
		const rows = await sql<Product[]>`
			select id, code, name from product where lower(name) = any(${lower}::text[]) or lower(code) = any(${lower}::text[])
			order by id desc`
		const found = new Map(rows.map((row) => [row.name.toLowerCase(), row]))
		for (const row of rows) found.set(row.code.toLowerCase(), row)
		return found
	}
	const present = await read()
	const missing = names.filter((name) => !present.has(name.toLowerCase()))
	if (missing.length === 0) return present
	const once = [...new Map(missing.map((name) => [name.toLowerCase(), name])).values()]
	await sql`
		insert into product (code, name, kind, unit)
		select code, name, 'plan', unit from unnest(${once.map(codeOf)}::text[], ${once}::text[],
			${once.map((name) => String(units.get(name.toLowerCase()) ?? '').trim() || 'piece')}::text[]) as given (code, name, unit)
		on conflict (code) do nothing`
	return await read()
}

/** Letters and digits of the name, and a little of its hash, so that Pro and Pro+ stay two. */
export function codeOf(name: string): string {
	const plain = name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 30)
	if (plain === name.toLowerCase()) return plain
	return `${plain}-${createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 6)}`
}

type Wanted = { productId: string; unit: string; count: number; code: string; name: string }

/** A plan of a product as files bring it, called by how often it bills. */
export function planWanted({ id: productId, code, name }: Product, interval: Exclude<IntervalChoice, 'once'>): Wanted {
	const { unit, count } = interval
	const text = intervalText(interval)
	return { productId, unit, count, code: `${code}-${text.replace(' ', '-')}`, name: `${name}, ${text}` }
}

/**
 * The plans of products that bill so often, by the keys they are wanted by; what is not there yet is added. `importOf` is
 * written down where taking that import back takes the plan away.
 */
export async function havePlans(
	scope: Scope,
	wanted: ReadonlyMap<string, Wanted>,
	importOf?: 'prices',
): Promise<Map<string, ProductPlan>> {
	if (wanted.size === 0) return new Map()
	const { sql } = scope
	const list = [...wanted.values()]
	const products = [...new Set(list.map((plan) => plan.productId))]
	const added = await sql<{ productId: string; plan: string; intervalUnit: string; intervalCount: number }[]>`
		insert into plan (product_id, code, name, interval_unit, interval_count)
		select distinct on (product_id, unit, count) product_id, code, name, unit, count
		from unnest(${list.map((plan) => plan.productId)}::uuid[], ${list.map((plan) => plan.code)}::text[],
			${list.map((plan) => plan.name)}::text[], ${list.map((plan) => plan.unit)}::text[],
			${list.map((plan) => plan.count)}::integer[]) as given (product_id, code, name, unit, count)
		where not exists (select from plan where plan.product_id = given.product_id
			and plan.interval_unit = given.unit and plan.interval_count = given.count)
		on conflict (code) do nothing
		returning product_id as "productId", name as plan, interval_unit as "intervalUnit", interval_count as "intervalCount"`
	await emit(
		scope,
		...added.map(({ productId, ...facts }) => ({
			kind: 'plan.added' as const,
			subject: { kind: 'product', id: productId },
			facts: { ...facts, imported: true, ...(importOf && { importOf }) },
		})),
	)
	const rows = await sql<{ id: string; productId: string; unit: string; count: number }[]>`
		select distinct on (product_id, interval_unit, interval_count) id, product_id as "productId", interval_unit as unit,
			interval_count as count
		from plan where product_id = any(${products}::uuid[]) order by product_id, interval_unit, interval_count, not active, id`
	const byInterval = new Map(rows.map((row) => [`${row.productId} ${row.count} ${row.unit}`, row.id]))
	return new Map(
		[...wanted].map(([key, plan]) => [
			key,
			{ productId: plan.productId, planId: byInterval.get(`${plan.productId} ${plan.count} ${plan.unit}`) ?? null },
		]),
	)
}
