import type { Scope } from '../../act.ts'
import { compare, parseDecimal } from '../../decimal.ts'
import { emit } from '../../event.ts'
import { billsBy, findPlans, plansMeant, type Sellable, soldAs } from '../find-plans.ts'
import { havePlans, planWanted } from '../find-products.ts'
import type { IntervalChoice } from '../format/words.ts'
import { checkNamedCurrency, type RowReader, type RowRecord, report, sayValue } from '../record.ts'
import { findSoldUnits, readUnit } from '../sold-units.ts'
import { removePlansOfPrices } from './plans-of-prices.ts'
import type { Place, PlainSubject } from './subject.ts'

type At = Place & {
	listId: string | null
	/** Null: every product, of a list's per cent. */
	productId: string | null
	planId: string | null
	currency: string
	/** Of a list's price; of the catalogue's the day. No unit: the product's own. */
	fromQuantity: string
	unit: string | null
	validFrom: string
}

/** `list`, its product, plan, quantity and unit, if not the product's own; or `catalogue`, product, plan, currency and first day. */
function keyOf({ listId, productId, planId, currency, fromQuantity, unit, validFrom }: Omit<At, 'key'>): string {
	const what = [productId ?? '', planId ?? '']
	return (
		listId
			? ['list', listId, ...what, fromQuantity, ...(unit ? [unit] : [])]
			: ['catalogue', ...what, currency, validFrom]
	).join(' ')
}

/** The plan of a key, if its price is of one. */
function planOfKey(key: string): string | undefined {
	const parts = key.split(' ')
	return parts[parts[0] === 'list' ? 3 : 2] || undefined
}

type PriceAt = Pick<At, 'currency' | 'validFrom'> & { productId: string }

/** Where the price of a catalogue's key stands. */
function placeOf(key: string): PriceAt {
	const [, productId = '', , currency = '', validFrom = ''] = key.split(' ')
	return { productId, currency, validFrom }
}

const priceSet = ({ productId, currency, validFrom }: PriceAt, unitPrice: string | null) => ({
	kind: 'price.set' as const,
	subject: { kind: 'product', id: productId },
	facts: { currency, ...(unitPrice === null ? {} : { unitPrice }), validFrom, imported: true },
})

/**
 * Prices of the catalogue, or of a price list where a row names one. Without a day a price counts from today on, unless
 * that is what is asked already.
 */
export const prices: PlainSubject<At> = {
	name: 'prices',
	action: 'product.write',
	fields: ['unitPrice', 'percentOff'],
	brought: ['unitPrice', 'percentOff'],
	fixed: new Set(),
	emptied: new Set(['unitPrice', 'percentOff']),

	async place(scope, _map, reader, records) {
		const found = await findPlans(scope, records)
		const units = await findSoldUnits(
			scope,
			[...found.values()].map(({ id }) => id),
		)
		const lists = await findLists(scope, records)
		const now = await findInForce(scope)
		const read = records.map((record) => {
			const list = listOf(record, lists, reader)
			const unit = readUnit(record, units, soldAs(record, found)?.id, reader)
			// What the catalogue asks is of the product's own unit: others are priced by it, or in a list.
			if (unit && !(list && record.values.product))
				report(record, 'unit_not_sold', { value: sayValue(record.values.unit) }, 'unit', reader.columnOf('unit'))
			refuseUnclear(record, reader)
			return { record, list, unit }
		})
		const sound = records.filter(({ problems }) => problems.length === 0)
		await addMissing(scope, sound, found)
		const places = new Map<RowRecord, At>()
		for (const { record, list, unit } of read) {
			const sellable = soldAs(record, found)
			if (sellable && record.problems.length > 0) continue
			const sold = planOf(record, sellable, reader)
			const currency = list?.currency ?? String(record.values.currency ?? scope.company.currency)
			checkNamedCurrency(record, 'unitPrice', currency, reader)
			if (!sold || record.problems.length > 0) continue
			const of = {
				listId: list?.id ?? null,
				...sold,
				...{ unit, currency },
				fromQuantity: String(record.values.fromQuantity ?? '0'),
			}
			const standing = now.get([sold.productId ?? '', sold.planId ?? '', currency].join(' '))
			const asked = standing && standing.unitPrice === record.values.unitPrice ? standing.validFrom : undefined
			const at = { ...of, validFrom: String(record.values.validFrom ?? asked ?? scope.today) }
			places.set(record, { ...at, key: keyOf(at) })
		}
		return places
	},

	async read({ sql }, keys) {
		// Each of its own, so that those of products are found by them.
		const ofList = (product: ReturnType<Scope['sql']>) => sql`
			select key, item.id, coalesce(trim_scale(unit_price)::text, ''), coalesce(trim_scale(percent_off)::text, '')
			from unnest(${[...keys]}::text[]) as given (key) cross join lateral string_to_array(key, ' ') as part
				join price_list_item as item on price_list_id = part[2]::uuid and ${product}
					and plan_id is not distinct from nullif(part[4], '')::uuid and from_quantity = part[5]::numeric
					and item.unit is not distinct from nullif(array_to_string(part[6:], ' '), '')
			where part[1] = 'list'`
		const rows = await sql<{ key: string; id: string; unitPrice: string; percentOff: string }[]>`
			select key, price.id, trim_scale(unit_price)::text as "unitPrice", '' as "percentOff"
			from unnest(${[...keys]}::text[]) as given (key) cross join lateral string_to_array(key, ' ') as part
				join price on product_id = part[2]::uuid and plan_id is not distinct from nullif(part[3], '')::uuid
					and currency = part[4] and valid_from = part[5]::date
			where part[1] = 'catalogue'
			union all ${ofList(sql`product_id = nullif(part[3], '')::uuid`)}
			union all ${ofList(sql`product_id is null and part[3] = ''`)}`
		return new Map(rows.map(({ key, id, ...texts }) => [key, { id, texts }]))
	},

	async create(scope, rows) {
		const { sql } = scope
		const ids = new Map<string, string>()
		const said = (record: RowRecord, field: string) => (record.values[field] ? String(record.values[field]) : null)
		const catalogue = rows.filter(({ at }) => !at.listId)
		const written = await sql<{ id: string }[]>`
			insert into price (product_id, plan_id, currency, unit_price, valid_from)
			select * from unnest(${catalogue.map(({ at }) => at.productId)}::uuid[], ${catalogue.map(({ at }) => at.planId)}::uuid[],
				${catalogue.map(({ at }) => at.currency)}::text[], ${catalogue.map(({ record }) => said(record, 'unitPrice'))}::numeric[],
				${catalogue.map(({ at }) => at.validFrom)}::date[])
			returning id`
		for (const [index, { at }] of catalogue.entries()) ids.set(at.key, written[index]?.id ?? '')
		const listed = rows.filter(({ at }) => at.listId)
		const items = await sql<{ id: string }[]>`
			insert into price_list_item (price_list_id, product_id, plan_id, unit, from_quantity, unit_price, percent_off)
			select * from unnest(${listed.map(({ at }) => at.listId)}::uuid[], ${listed.map(({ at }) => at.productId)}::uuid[],
				${listed.map(({ at }) => at.planId)}::uuid[], ${listed.map(({ at }) => at.unit)}::text[], ${listed.map(({ at }) => at.fromQuantity)}::numeric[],
				${listed.map(({ record }) => said(record, 'unitPrice'))}::numeric[], ${listed.map(({ record }) => said(record, 'percentOff'))}::numeric[])
			returning id`
		for (const [index, { at }] of listed.entries()) ids.set(at.key, items[index]?.id ?? '')
		await emit(
			scope,
			...listed.map(({ at, record: { values } }) => ({
				kind: 'price_list.item_set' as const,
				subject: { kind: 'price_list', id: at.listId ?? '' },
				facts: {
					...{
						productId: at.productId,
						planId: at.planId,
						unit: at.unit,
						fromQuantity: at.fromQuantity,
						imported: true,
					},
					...{ unitPrice: values.unitPrice ?? null, percentOff: values.percentOff ?? null },
				},
			})),
		)
		await emit(scope, ...catalogue.map(({ at, record }) => priceSet(placeOf(at.key), said(record, 'unitPrice'))))
		return rows.map(({ at }) => ids.get(at.key) ?? '')
	},

	async change(scope, rows) {
		const { sql } = scope
		const ids = rows.map(({ id }) => id)
		const texts = (field: string) => rows.map((row) => row.texts[field] || null)
		await sql`
			update price set unit_price = given.unit_price
			from unnest(${ids}::uuid[], ${texts('unitPrice')}::numeric[]) as given (id, unit_price) where price.id = given.id`
		await sql`
			update price_list_item set unit_price = given.unit_price, percent_off = given.percent_off
			from unnest(${ids}::uuid[], ${texts('unitPrice')}::numeric[], ${texts('percentOff')}::numeric[]) as given (id, unit_price, percent_off)
			where price_list_item.id = given.id`
		const ofCatalogue = rows.filter(({ key }) => key.startsWith('catalogue '))
		await emit(scope, ...ofCatalogue.map(({ key, texts }) => priceSet(placeOf(key), texts.unitPrice ?? null)))
	},

	async remove(scope, _batchId, rows) {
		const { sql } = scope
		const ids = rows.map(({ id }) => id)
		const ofCatalogue = rows.filter(({ key }) => key.startsWith('catalogue '))
		await emit(
			scope,
			...ofCatalogue.map(({ key }) => ({ ...priceSet(placeOf(key), null), kind: 'price.taken_back' as const })),
		)
		await sql`delete from price where id = any(${ids}::uuid[])`
		await sql`delete from price_list_item where id = any(${ids}::uuid[])`
		await removePlansOfPrices(
			scope,
			rows.map(({ key }) => planOfKey(key)),
		)
	},

	kept: async () => new Map(),
}

type List = { id: string; currency: string }

async function findLists({ sql }: Scope, records: readonly RowRecord[]): Promise<Map<string, List>> {
	const names = records.flatMap(({ values }) => (values.list ? [String(values.list).toLowerCase()] : []))
	const rows = await sql<(List & { name: string })[]>`
		select id, currency, lower(name) as name from price_list where lower(name) = any(${names}::text[]) for update`
	return new Map(rows.map(({ name, ...list }) => [name, list]))
}

/** What the catalogue asks today, by product, plan and currency. */
async function findInForce({ sql, today }: Scope): Promise<Map<string, { unitPrice: string; validFrom: string }>> {
	const rows = await sql<{ key: string; unitPrice: string; validFrom: string }[]>`
		select distinct on (product_id, plan_id, currency) concat_ws(' ', product_id, coalesce(plan_id::text, ''), currency) as key,
			trim_scale(unit_price)::text as "unitPrice", valid_from::text as "validFrom"
		from price where valid_from <= ${today} order by product_id, plan_id, currency, valid_from desc`
	return new Map(rows.map(({ key, ...price }) => [key, price]))
}

function listOf(record: RowRecord, lists: ReadonlyMap<string, List>, { columnOf }: RowReader): List | undefined {
	const { list: name, currency } = record.values
	if (!name) return undefined
	const list = lists.get(String(name).toLowerCase())
	if (!list) report(record, 'price_list_unknown', { value: sayValue(name) }, 'list', columnOf('list'))
	else if (currency && currency !== list.currency)
		report(record, 'cannot_change', { ours: list.currency, theirs: String(currency) }, 'currency', columnOf('currency'))
	return list
}

/** A price of so much a month makes the plan that bills by the month, as a contract does, where its product has none. */
async function addMissing(scope: Scope, records: readonly RowRecord[], found: ReadonlyMap<string, Sellable>) {
	const wanted = new Map<RowRecord, Parameters<typeof planWanted>>()
	for (const record of records) {
		const sellable = soldAs(record, found)
		const interval = record.values.interval as IntervalChoice | null | undefined
		if (!sellable || !interval || interval === 'once' || record.values.planCode) continue
		if (!sellable.plans.some((plan) => plan.active && billsBy(plan, interval))) wanted.set(record, [sellable, interval])
	}
	const keyOfPlan = ([{ id }, { unit, count }]: Parameters<typeof planWanted>) => `${id} ${count} ${unit}`
	const plans = await havePlans(
		scope,
		new Map([...wanted.values()].map((one) => [keyOfPlan(one), planWanted(...one)])),
		'prices',
	)
	for (const [record, one] of wanted) {
		const id = plans.get(keyOfPlan(one))?.planId
		const sellable = soldAs(record, found)
		const known = sellable?.plans.find((plan) => plan.id === id)
		if (known) known.active = true
		else if (id) sellable?.plans.push({ id, code: planWanted(...one).code, active: true, ...one[1] })
	}
}

/** The plan that a row means: the one of its code (`*`: every plan) or interval, or the only one. */
function planOf(
	record: RowRecord,
	sellable: Sellable | undefined,
	{ columnOf }: RowReader,
): { productId: string | null; planId: string | null } | undefined {
	const { product, interval, list, unitPrice } = record.values
	if (!product) {
		if (list && !unitPrice) return { productId: null, planId: null }
		report(record, 'value_missing', {}, 'product', columnOf('product'))
		return undefined
	}
	if (!sellable) {
		report(record, 'product_unknown', { value: sayValue(product) }, 'product', columnOf('product'))
		return undefined
	}
	const { id: productId } = sellable
	const code = String(record.values.planCode ?? '').toLowerCase()
	const plans = code ? sellable.plans : sellable.plans.filter(({ active }) => active)
	if (code === '*' && (!unitPrice || plans.length === 0)) return { productId, planId: null }
	if (!code && (interval === 'once' || (!interval && plans.length === 0))) return { productId, planId: null }
	const meant = plansMeant(record, plans)
	if (meant.length === 1 && meant[0]) return { productId, planId: meant[0].id }
	const field = code ? 'planCode' : 'interval'
	report(record, 'plan_unclear', { product: sayValue(product) }, field, columnOf(field))
	return undefined
}

function refuseUnclear(record: RowRecord, { columnOf }: RowReader): void {
	const { unitPrice, percentOff, list, fromQuantity } = record.values
	// The catalogue asks the same of every quantity: it would ask of one what is meant for many.
	if (!list && fromQuantity && compare(parseDecimal(String(fromQuantity)), parseDecimal('1')) > 0)
		report(record, 'tier_without_list', {}, 'fromQuantity', columnOf('fromQuantity'))
	const given = [unitPrice, percentOff].filter((value) => value !== null && value !== undefined)
	if (given.length === 1 && (list || given[0] === unitPrice)) return
	report(record, 'price_unclear', {}, 'unitPrice', columnOf('unitPrice'))
}
