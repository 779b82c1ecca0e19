import { refuse } from '../../refusal.ts'
import { codeOf } from '../find-products.ts'
import type { RowRecord } from '../record.ts'
import type { Place, PlainSubject } from './subject.ts'

type At = Place & { code: string }

/** What a company sells, by its code; a file without codes means the product of that name, or one with a code made of it. */
export const products: PlainSubject<At> = {
	name: 'products',
	action: 'product.write',
	fields: ['name', 'description', 'kind', 'taxClass', 'unit', 'divisible', 'active'],
	brought: ['name', 'description', 'kind', 'taxClass', 'unit', 'divisible', 'active'],
	fixed: new Set(),
	emptied: new Set(['description']),

	async place({ sql }, _map, _reader, records) {
		const names = records.filter(({ values }) => !values.code).map(({ values }) => String(values.name).toLowerCase())
		const known = await sql<{ name: string; code: string }[]>`
			select distinct on (lower(name)) lower(name) as name, code from product where lower(name) = any(${names}::text[])
			order by lower(name), id`
		const byName = new Map(known.map(({ name, code }) => [name, code]))
		const places = new Map<RowRecord, At>()
		for (const record of records) {
			const name = String(record.values.name)
			const code = String(record.values.code ?? '') || byName.get(name.toLowerCase()) || codeOf(name)
			places.set(record, { key: code.toLowerCase(), code })
		}
		return places
	},

	async read({ sql }, keys) {
		const rows = await sql<{ key: string; id: string; active: boolean; texts: Record<string, string> }[]>`
			select lower(code) as key, id, active,
				jsonb_build_object('name', name, 'description', description, 'kind', kind, 'taxClass', tax_class, 'unit', unit,
					'divisible', coalesce(divisible::text, '')) as texts
			from product where lower(code) = any(${[...keys]}::text[]) order by id desc`
		return new Map(rows.map(({ key, id, active, texts }) => [key, { id, texts: { ...texts, active: String(active) } }]))
	},

	async create({ sql }, rows) {
		const texts = (field: string, otherwise: string) =>
			rows.map(({ record: { values } }) => String(values[field] ?? otherwise))
		const written = await sql<{ id: string; code: string }[]>`
			insert into product (code, name, description, kind, tax_class, unit, divisible, active)
			select code, name, description, kind, tax_class, unit, nullif(divisible, '')::boolean, active::boolean from unnest(${rows.map(({ at }) => at.code)}::text[], ${texts('name', '')}::text[], ${texts('description', '')}::text[],
				${texts('kind', 'service')}::text[], ${texts('taxClass', 'standard')}::text[], ${texts('unit', 'piece')}::text[],
				${texts('divisible', '')}::text[], ${texts('active', 'true')}::text[])
				as given (code, name, description, kind, tax_class, unit, divisible, active)
			returning id, code`
		const byCode = new Map(written.map(({ id, code }) => [code, id]))
		return rows.map(({ at }) => byCode.get(at.code) ?? '')
	},

	async change({ sql }, rows) {
		const [agreed] = await sql<{ product: string; unit: string }[]>`
			select product.name as product, given.unit
			from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ texts }) => texts.unit ?? '')}::text[]) as given (id, unit)
				join product on product.id = given.id and product.unit <> btrim(given.unit)
			where not can_count_in(product.id, btrim(given.unit)) limit 1`
		if (agreed) refuse('unit.of_product', agreed)
		const texts = (field: string) => rows.map((row) => row.texts[field] ?? '')
		await sql`
			update product set name = given.name, description = given.description, kind = given.kind, tax_class = given.tax_class,
				unit = given.unit, divisible = nullif(given.divisible, '')::boolean, active = given.active::boolean
			from unnest(${rows.map(({ id }) => id)}::uuid[], ${texts('name')}::text[], ${texts('description')}::text[],
				${texts('kind')}::text[], ${texts('taxClass')}::text[], ${texts('unit')}::text[], ${texts('divisible')}::text[],
				${texts('active')}::text[])
				as given (id, name, description, kind, tax_class, unit, divisible, active)
			where product.id = given.id`
	},

	async remove({ sql }, _batchId, rows) {
		await sql`delete from product where id = any(${rows.map(({ id }) => id)}::uuid[])`
	},

	kept: async () => new Map(),
}
