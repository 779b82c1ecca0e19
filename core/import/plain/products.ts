import type { Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { textOfField } from '../customer-digest.ts'
import { codeOf, havePlans, planWanted } from '../find-products.ts'
import { type RowRecord, report, sayValue } from '../record.ts'
import { saidOf, saidTexts, writeSaid } from './said-of-products.ts'
import type { Place, PlainSubject } from './subject.ts'

type At = Place & { code: string }

/** What a company sells, by its code; a file without codes means the product of that name, or one with a code made of it. */
export const products: PlainSubject<At> = {
	name: 'products',
	action: 'product.write',
	fields: ['name', 'description', 'kind', 'taxClass', 'unit', 'divisible', 'active', 'interval', ...saidTexts],
	brought: ['name', 'description', 'kind', 'taxClass', 'unit', 'divisible', 'active', ...saidTexts],
	fixed: new Set(),
	emptied: new Set(['description', ...saidTexts]),

	async place(scope, _map, { columnOf }, records) {
		const { sql } = scope
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
		await forgetKnownPlans(scope, places)
		const stays = await findStaying(sql, places)
		for (const [record, { key }] of places) {
			const unit = stays.get(key)
			const theirs = sayValue(record.values.unit)
			if (unit === undefined) continue
			report(record, 'unit_agreed', { unit, theirs }, 'unit', columnOf('unit'))
			places.delete(record)
		}
		return places
	},

	async read(scope, keys) {
		const { sql } = scope
		const rows = await sql<{ key: string; id: string; active: boolean; texts: Record<string, string> }[]>`
			select lower(code) as key, id, active,
				jsonb_build_object('name', name, 'description', description, 'kind', kind, 'taxClass', tax_class, 'unit', unit,
					'divisible', coalesce(divisible::text, ''), 'interval', coalesce((
						select interval_count || ' ' || interval_unit from plan where product_id = product.id and active order by id desc limit 1), '')) || ${saidOf(scope)} as texts
			from product where lower(code) = any(${[...keys]}::text[]) order by id desc`
		return new Map(rows.map(({ key, id, active, texts }) => [key, { id, texts: { ...texts, active: String(active) } }]))
	},

	async create(scope, rows) {
		const { sql } = scope
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
		await emit(
			scope,
			...rows.map(({ at, record: { values } }) => ({
				kind: 'product.added' as const,
				subject: { kind: 'product', id: byCode.get(at.code) ?? '' },
				facts: { code: at.code, name: String(values.name), imported: true },
			})),
		)
		await writeSaid(
			scope,
			rows.map(({ at, record: { values } }) => ({
				id: byCode.get(at.code) ?? '',
				textOf: (column) => (values[column] === undefined ? undefined : String(values[column] ?? '')),
			})),
		)
		await addPlans(
			scope,
			rows.map(({ at, record }) => ({ id: byCode.get(at.code) ?? '', interval: textOfField(record, 'interval') })),
		)
		return rows.map(({ at }) => byCode.get(at.code) ?? '')
	},

	async change(scope, rows) {
		const { sql } = scope
		const texts = (field: string) => rows.map((row) => row.texts[field] ?? '')
		await sql`
			update product set name = given.name, description = given.description, kind = given.kind, tax_class = given.tax_class,
				unit = given.unit, divisible = nullif(given.divisible, '')::boolean, active = given.active::boolean
			from unnest(${rows.map(({ id }) => id)}::uuid[], ${texts('name')}::text[], ${texts('description')}::text[],
				${texts('kind')}::text[], ${texts('taxClass')}::text[], ${texts('unit')}::text[], ${texts('divisible')}::text[],
				${texts('active')}::text[])
				as given (id, name, description, kind, tax_class, unit, divisible, active)
			where product.id = given.id`
		await emit(
			scope,
			...rows.map(({ id, texts }) => ({
				kind: 'product.changed' as const,
				subject: { kind: 'product', id },
				facts: { name: texts.name ?? '', imported: true },
			})),
		)
		await writeSaid(
			scope,
			rows.map(({ id, texts }) => ({ id, textOf: (column) => texts[column] })),
		)
		await addPlans(
			scope,
			rows.map(({ id, texts }) => ({ id, interval: texts.interval ?? '' })),
		)
	},

	async remove({ sql }, _batchId, rows) {
		// The plan that came with it goes too, unless something has it; others keep it here.
		await sql`
			delete from plan using product where product.id = plan.product_id and product.id = any(${rows.map(({ id }) => id)}::uuid[])
				and plan.code = product.code || '-' || interval_count || '-' || interval_unit`
		await sql`delete from product where id = any(${rows.map(({ id }) => id)}::uuid[])`
	},

	kept: async () => new Map(),
}

/** The unit of products that cannot be counted in what their row says, by the key of the row. */
async function findStaying(sql: Scope['sql'], places: ReadonlyMap<RowRecord, At>): Promise<Map<string, string>> {
	const said = [...places].filter(([{ values }]) => values.unit)
	const rows = await sql<{ key: string; unit: string }[]>`
		select given.key, product.unit
		from unnest(${said.map(([, { key }]) => key)}::text[], ${said.map(([{ values }]) => String(values.unit).trim())}::text[]) as given (key, unit)
			join product on lower(product.code) = given.key and product.unit <> given.unit
		where not can_count_in(product.id, given.unit)`
	return new Map(rows.map(({ key, unit }) => [key, unit]))
}

/** A row that says how often a product bills says nothing new where it has such a plan already, or is sold once. */
async function forgetKnownPlans({ sql }: Scope, places: ReadonlyMap<RowRecord, At>): Promise<void> {
	const said = [...places].filter(([{ values }]) => values.interval)
	if (said.length === 0) return
	const known = await sql<{ plan: string }[]>`
		select lower(product.code) || ' ' || interval_count || ' ' || interval_unit as plan
		from product join plan on plan.product_id = product.id
		where lower(product.code) = any(${said.map(([, { key }]) => key)}::text[])`
	const plans = new Set(known.map(({ plan }) => plan))
	for (const [record, { key }] of said) {
		const interval = textOfField(record, 'interval')
		if (interval === 'once' || plans.has(`${key} ${interval}`)) delete record.values.interval
	}
}

/** Plans of products as the texts of their intervals say, where they are not there. */
async function addPlans(scope: Scope, wanted: readonly { id: string; interval: string }[]): Promise<void> {
	const said = new Map(wanted.flatMap(({ id, interval }) => (interval ? [[id, interval] as const] : [])))
	if (said.size === 0) return
	const rows = await scope.sql<{ id: string; code: string; name: string }[]>`
		select id, code, name from product where id = any(${[...said.keys()]}::uuid[])`
	await havePlans(
		scope,
		new Map(
			rows.map((product) => {
				const [count, unit] = (said.get(product.id) ?? '').split(' ')
				return [product.id, planWanted(product, { count: Number(count), unit: unit as 'month' })]
			}),
		),
	)
}
