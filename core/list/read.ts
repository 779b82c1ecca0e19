import type { Fragment } from 'postgres'
import { z } from 'zod'
import type { Scope } from '../act.ts'
import { countedTo, type Listed, pageOf } from '../list/paged.ts'
import { permit } from '../permit.ts'
import type { Asked } from './asked.ts'
import { conditionOf } from './condition.ts'
import type { Field, List, ListName } from './list.ts'
import { listFor } from './own.ts'

/** A row of a list as text: amounts in minor units of `currency`, days as ISO dates, flags as `yes` and `no`. */
export type ListedRow = {
	id: string
	currency: string | null
	cells: Record<string, string | null>
	/** What cells say in place of their values. */
	says: Record<string, string | null>
	/** Ids of what cells lead to. */
	leads: Record<string, string | null>
	/** Where it stands in the order: what comes after it begins here. */
	place: string
}

export type ReadList = {
	list: ListName
	asked: Asked
	/** The place of the last row seen (`after`), or of the first one (`before`). A place of another order begins anew. */
	after?: string | undefined
	before?: string | undefined
	limit: number
}

/** A page of a list, cut by place; counted to `countedTo`. */
export async function readList(scope: Scope, input: ReadList): Promise<Listed<ListedRow>> {
	const list = await listFor(scope, input.list)
	permit(scope, list.permission)
	const [after, before] = [placeIn(list, input.asked, input.after), placeIn(list, input.asked, input.before)]
	const [rows, total] = await Promise.all([
		readRows(scope, list, { ...input, after, before }),
		countRows(scope, { ...input, most: countedTo }),
	])
	return pageOf(rows, { limit: input.limit, before, after }, total)
}

/** How many rows there are, counted to `most`. */
export async function countRows(
	scope: Scope,
	{ list: name, asked, most }: Pick<ReadList, 'list' | 'asked'> & { most: number },
): Promise<number> {
	const list = await listFor(scope, name)
	permit(scope, list.permission)
	const [count] = await scope.sql<{ total: number }[]>`
		select count(*)::int as total from (select ${matching(scope, list, asked)} limit ${most}) as counted`
	return count?.total ?? 0
}

/** The next rows of a list, in its order, for a file of all of them; with `id`, the one row of that id if it is among them. */
export async function readOn(
	scope: Scope,
	input: Omit<ReadList, 'before'> & { id?: string | undefined },
): Promise<ListedRow[]> {
	const list = await listFor(scope, input.list)
	permit(scope, list.permission)
	const after = placeIn(list, input.asked, input.after)
	const rows = await readRows(scope, list, { ...input, after, before: undefined })
	return rows.slice(0, input.limit)
}

type Place = { id: string; value: string }
type Wanted = {
	asked: Asked
	after: Place | undefined
	before: Place | undefined
	limit: number
	id?: string | undefined
}

/** One row more than asked for, where there is one. */
async function readRows(
	scope: Scope,
	list: List,
	{ asked, after, before, limit, id: only }: Wanted,
): Promise<ListedRow[]> {
	const { sql } = scope
	const { key, type, down } = orderOf(scope, list, asked)
	const typed = { text: sql`text`, date: sql`date`, numeric: sql`numeric` }[type]
	const id = list.id(scope)
	const from = (place: Place, up: boolean) =>
		key
			? sql`and (${key}, ${id}) ${up ? sql`>` : sql`<`} (${place.value}::text::${typed}, ${place.id}::uuid)`
			: sql`and ${id} ${up ? sql`>` : sql`<`} ${place.id}::uuid`
	const way = (isDown: boolean) => (isDown ? sql`desc` : sql``)
	const order = (isDown: boolean) => sql`${key ? sql`${key} ${way(isDown)},` : sql``} ${id} ${way(isDown)}`
	const backwards = before !== undefined
	const rows = await sql<Record<string, string | null>[]>`
		with page as (
			select ${id} as id, ${key ?? id} as key ${matching(scope, list, asked)}
				${only ? sql`and ${id} = ${only}::uuid` : sql``} ${after ? from(after, !down) : sql``} ${before ? from(before, down) : sql``}
			order by ${order(backwards ? !down : down)} limit ${limit + 1}
		)
		select page.id, page.key::text as place, ${list.currency?.(scope) ?? sql`null`} as currency
			${cellsOf(scope, list, asked.columns)}
		from page join ${list.from(scope)} on ${id} = page.id ${joinsOf(scope, list, namesIn(list, asked.columns), 'each')}
		order by page.key ${way(down)}, page.id ${way(down)}`
	return rows.map((row) => rowOf(row, asked.columns, list))
}

function rowOf(row: Record<string, string | null>, columns: string[], { fields }: List): ListedRow {
	const led = columns.filter((name) => fields[name]?.leads)
	return {
		id: row.id ?? '',
		currency: row.currency ?? null,
		cells: Object.fromEntries(columns.map((name) => [name, row[`cell_${name}`] ?? null])),
		says: Object.fromEntries(
			columns.filter((name) => fields[name]?.says).map((name) => [name, row[`says_${name}`] ?? null]),
		),
		leads: Object.fromEntries(led.map((name) => [name, row[`lead_${name}`] ?? null])),
		place: `${row.id} ${row.place}`,
	}
}

/** From the table to the last condition: every row that is asked for. */
export function matching(scope: Scope, list: List, asked: Asked): Fragment {
	const { sql } = scope
	const named = [...asked.filters.map(({ field }) => field), ...(asked.sort ? [asked.sort.field] : [])]
	const own = asked.sort ? [] : list.order ? [list.order.field] : []
	const conditions = asked.filters.reduce(
		(before, filter) => sql`${before} ${conditionOf(scope, list, filter)}`,
		asked.search ? sql`and ${list.search(scope, asked.search)}` : sql``,
	)
	const joins = joinsOf(scope, list, joinsNeeded(list, [...named, ...own]), 'all')
	return sql`from ${list.from(scope)} ${joins} where ${list.within(scope)} ${conditions}`
}

const joinsNeeded = ({ fields }: List, names: string[]) => names.flatMap((name) => fields[name]?.joins ?? [])

function namesIn(list: List, columns: string[]): string[] {
	return [
		...joinsNeeded(list, columns),
		...columns.flatMap((name) => [
			...(list.fields[name]?.leads?.joins ?? []),
			...(list.fields[name]?.says?.joins ?? []),
		]),
	]
}

/** Each join once, after those that it needs itself. */
function joinsOf(scope: Scope, list: List, names: string[], way: 'each' | 'all'): Fragment {
	const found = new Set<string>()
	const add = (name: string) => {
		for (const needed of list.joins[name]?.needs ?? []) add(needed)
		found.add(name)
	}
	for (const name of names) add(name)
	return [...found].reduce((before, name) => {
		const join = list.joins[name]
		if (!join) throw new Error(`${list.name} has no join ${name}`)
		return scope.sql`${before} ${(join[way] ?? join.each)(scope)}`
	}, scope.sql``)
}

function cellsOf(scope: Scope, list: List, columns: string[]): Fragment {
	const { sql } = scope
	return columns.reduce((before, name) => {
		const field = list.fields[name]
		if (!field) throw new Error(`${list.name} has no field ${name}`)
		const lead = field.leads ? sql`, (${field.leads.id(scope)})::text as ${sql(`lead_${name}`)}` : sql``
		const says = field.says ? sql`, ${field.says.name(scope)} as ${sql(`says_${name}`)}` : sql``
		return sql`${before}, ${cellOf(scope, field)} as ${sql(`cell_${name}`)} ${lead} ${says}`
	}, sql``)
}

function cellOf(scope: Scope, field: Field): Fragment {
	const value = field.sql(scope)
	return field.kind === 'flag' ? scope.sql`case when ${value} then 'yes' else 'no' end` : scope.sql`(${value})::text`
}

type Order = { key: Fragment | undefined; type: 'text' | 'date' | 'numeric'; down: boolean }

function orderOf(scope: Scope, list: List, asked: Asked): Order {
	const chosen = asked.sort ?? list.order
	const field = chosen && list.fields[chosen.field]
	if (!field) return { key: undefined, type: 'text', down: true }
	const { sql } = scope
	const value = field.sql(scope)
	const type = typeOf(field)
	// What is empty comes after everything that is not, as the last of days and before the first of names.
	const nothing = { text: sql`''`, date: sql`'infinity'`, numeric: sql`0` }[type]
	const filled = field.optional ? sql`coalesce(${value}, ${nothing})` : value
	return { key: type === 'text' ? sql`(${filled} collate people)` : filled, type, down: chosen.down }
}

function typeOf({ kind }: Field): Order['type'] {
	if (kind === 'day') return 'date'
	return kind === 'money' || kind === 'price' || kind === 'number' ? 'numeric' : 'text'
}

const placeValues = {
	text: z.string().max(5000),
	date: z.iso.date().or(z.literal('infinity')),
	numeric: z.string().regex(/^-?\d{1,30}(\.\d{1,20})?$/),
}

/** An id and a value, as rows say their place; nothing where somebody wrote it by hand and wrongly. */
function placeIn(list: List, asked: Asked, text: string | undefined): Place | undefined {
	if (text === undefined) return undefined
	const [id = '', ...rest] = text.split(' ')
	const chosen = asked.sort ?? list.order
	const field = chosen && list.fields[chosen.field]
	const value = rest.join(' ').replaceAll('\0', '')
	const fits = z.uuid().safeParse(id).success && (!field || placeValues[typeOf(field)].safeParse(value).success)
	return fits ? { id, value } : undefined
}
