import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { textOfField } from '../customer-digest.ts'
import { findPlans, plansMeant, type Sellable, soldAs } from '../find-plans.ts'
import { planWanted } from '../find-products.ts'
import type { IntervalChoice } from '../format/words.ts'
import { type RowReader, type RowRecord, report, sayValue } from '../record.ts'
import { namesOfPlan, nameTexts, writePlanNames } from './said-of-products.ts'
import type { Place, PlainSubject } from './subject.ts'

/** The key is the code of the plan, which is of no other one. */
type At = Place & ReturnType<typeof planWanted>

/** How often products bill: a plan of a product is told by its code, by its interval, or by being the only one. */
export const plans: PlainSubject<At> = {
	name: 'plans',
	action: 'product.write',
	fields: ['name', 'interval', ...nameTexts],
	brought: ['name', ...nameTexts],
	// What contracts and prices are agreed by.
	fixed: new Set(['interval']),
	emptied: new Set(nameTexts),

	async place(scope, _map, reader, records) {
		const found = await findPlans(scope, records)
		const taken = await findTaken(scope, records, found)
		const places = new Map<RowRecord, At>()
		for (const record of records) {
			const at = placeOf(record, soldAs(record, found), taken, reader)
			if (at) places.set(record, at)
		}
		return places
	},

	async read(scope, keys) {
		const rows = await scope.sql<{ key: string; id: string; texts: Record<string, string> }[]>`
			select code as key, id, jsonb_build_object('name', name, 'interval', interval_count || ' ' || interval_unit) || ${namesOfPlan(scope)} as texts
			from plan where code = any(${[...keys]}::text[])`
		return new Map(rows.map(({ key, ...standing }) => [key, standing]))
	},

	async create(scope, rows) {
		const written = rows.map(({ at, record }) => ({
			...{ id: randomUUIDv7() as string, ...at },
			name: textOfField(record, 'name') || at.name,
			textOf: (column: string) => textOfField(record, column),
		}))
		await scope.sql`
			insert into plan (id, product_id, code, name, interval_unit, interval_count)
			select * from unnest(${written.map(({ id }) => id)}::uuid[], ${written.map(({ productId }) => productId)}::uuid[],
				${written.map(({ code }) => code)}::text[], ${written.map(({ name }) => name)}::text[],
				${written.map(({ unit }) => unit)}::text[], ${written.map(({ count }) => count)}::integer[])`
		await emit(
			scope,
			...written.map(({ productId, name, unit, count }) => ({
				kind: 'plan.added' as const,
				subject: { kind: 'product', id: productId },
				facts: { plan: name, intervalUnit: unit, intervalCount: count, imported: true },
			})),
		)
		await writePlanNames(scope, written)
		return written.map(({ id }) => id)
	},

	async change(scope, rows) {
		const changed = await scope.sql<{ productId: string; plan: string; before: string }[]>`
			update plan set name = given.name
			from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ texts }) => texts.name ?? '')}::text[]) as given (id, name)
				join plan as old on old.id = given.id
			where plan.id = given.id
			returning plan.product_id as "productId", plan.name as plan, old.name as before`
		await emit(
			scope,
			...changed.map(({ productId, plan, before }) => ({
				kind: 'plan.changed' as const,
				subject: { kind: 'product', id: productId },
				facts: { plan, imported: true, ...(before === plan ? {} : { before }) },
			})),
		)
		await writePlanNames(
			scope,
			rows.map(({ id, texts }) => ({ id, textOf: (column) => texts[column] })),
		)
	},

	async remove(scope, _batchId, rows) {
		const gone = await scope.sql<{ productId: string; plan: string }[]>`
			delete from plan where id = any(${rows.map(({ id }) => id)}::uuid[]) returning product_id as "productId", name as plan`
		await emit(
			scope,
			...gone.map(({ productId, plan }) => ({
				kind: 'plan.withdrawn' as const,
				subject: { kind: 'product', id: productId },
				facts: { plan },
			})),
		)
	},

	kept: async () => new Map(),
}

/** The plan that a row means, or makes. One that it could mean several of, or that is of another product, is reported. */
function placeOf(
	record: RowRecord,
	sellable: Sellable | undefined,
	taken: ReadonlySet<string>,
	{ columnOf }: RowReader,
): At | undefined {
	const product = sayValue(record.values.product)
	if (!sellable) {
		report(record, 'product_unknown', { value: product }, 'product', columnOf('product'))
		return undefined
	}
	const onSale = sellable.plans.filter(({ active }) => active)
	const [meant, another] =
		[onSale, sellable.plans].map((of) => plansMeant(record, of)).find(({ length }) => length > 0) ?? []
	const interval = record.values.interval as IntervalChoice | null | undefined
	if (meant && !another) {
		const { code, unit, count } = meant
		return { key: code, productId: sellable.id, code, name: '', unit, count }
	}
	const wanted = !meant && interval && interval !== 'once' ? planWanted(sellable, interval) : undefined
	const code = String(record.values.planCode ?? '') || wanted?.code
	if (wanted && code && !taken.has(code.toLowerCase())) return { ...wanted, code, key: code }
	const field = record.values.planCode ? 'planCode' : 'interval'
	report(record, 'plan_unclear', { product }, field, columnOf(field))
	return undefined
}

/** The codes of plans among those that rows say or would make, in small letters. */
async function findTaken(
	{ sql }: Scope,
	records: readonly RowRecord[],
	found: ReadonlyMap<string, Sellable>,
): Promise<Set<string>> {
	const codes = records.flatMap((record) => {
		const { planCode, interval } = record.values
		const sellable = soldAs(record, found)
		const isNamed = typeof planCode === 'string' && planCode !== ''
		if (isNamed || !sellable || !interval || interval === 'once') return isNamed ? [planCode] : []
		return [planWanted(sellable, interval as Exclude<IntervalChoice, 'once'>).code]
	})
	const rows = await sql<{ code: string }[]>`
		select lower(code) as code from plan where lower(code) = any(${codes.map((code) => code.toLowerCase())}::text[])`
	return new Set(rows.map(({ code }) => code))
}
