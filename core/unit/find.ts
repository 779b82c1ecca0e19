import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { Said } from '../product/said.ts'
import type { Factor } from './convert.ts'

export type Unit = Factor & {
	name: string
	/** What it is so many of; null: others are reckoned in it. */
	base: string | null
	/** Those of one dimension can be turned into each other. */
	dimension: string
	/** Only whole ones are sold, unless its product says otherwise. */
	whole: boolean
	/** UN/ECE Recommendation 20. */
	code: string
	/** What it is called by language, all forms of the word with | between them. */
	names: Said
	/** Its factor stays: something is priced, offered or agreed in it. */
	used: boolean
	/** How many products are counted in it, and how many others are sold in it. */
	products: number
	soldAlso: number
}

/** All units, by dimension, its base first. */
export async function findUnits(scope: Scope): Promise<Unit[]> {
	permit(scope, 'contract.read')
	return await scope.sql<Unit[]>`
		select name, base, numerator, denominator, dimension, whole, code, names, unit_is_used(name) as used,
			(select count(*)::int from product where product.unit = unit.name) as products,
			(select count(*)::int from product_unit join product on product.id = product_id
				where product_unit.unit = unit.name and product.unit <> unit.name) as "soldAlso"
		from unit order by dimension collate people, base nulls first, numerator::numeric / denominator, name limit 1000`
}

/** The code of each unit for e-invoices. */
export async function readUnitCodes({ sql }: Pick<Scope, 'sql'>): Promise<ReadonlyMap<string, string>> {
	const rows = await sql<{ name: string; code: string }[]>`select name, code from unit`
	return new Map(rows.map(({ name, code }) => [name, code]))
}

/** Products with what else they are sold in, by name. */
export type SoldIn = { id: string; code: string; name: string; unit: string; others: string[] }

/** Products that are on sale and can be sold in more than their own unit, those that are first. */
export async function findSoldIn(scope: Scope): Promise<SoldIn[]> {
	permit(scope, 'contract.read')
	return await scope.sql<SoldIn[]>`
		select product.id, product.code, product.name, product.unit,
			coalesce((select jsonb_agg(other.unit order by other.unit) from product_unit as other
				where other.product_id = product.id and other.unit <> product.unit), '[]') as others
		from product join unit as own on own.name = product.unit
		where product.active and exists (select from unit where unit.dimension = own.dimension and unit.name <> own.name)
		order by (select count(*) from product_unit where product_id = product.id) = 1, product.name collate people, product.id
		limit 500`
}
