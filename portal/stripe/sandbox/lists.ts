import type { Fragment } from 'postgres'
import { impossible, missing } from './errors.ts'
import { either, hash, integer, list, text } from './parameters.ts'
import { type Kind, type Kinds, spokenKind } from './store.ts'
import type { Turn } from './turn.ts'

/** Every endpoint takes `expand`. */
export const EXPAND = { expand: list(text()) }

/** Parameters of every list. */
export const PAGE = {
	...EXPAND,
	limit: integer(1, 100),
	starting_after: text(),
	ending_before: text(),
}

const MOMENT = integer(0)
export const CREATED = either(MOMENT, hash({ gt: MOMENT, gte: MOMENT, lt: MOMENT, lte: MOMENT }))

export type Page = {
	limit: number | undefined
	starting_after: string | undefined
	ending_before: string | undefined
}
export type Created = number | { [bound: string]: number | undefined } | undefined

export type ListAnswer<T> = { object: 'list'; data: T[]; has_more: boolean; url: string }

/** The condition on `created` that a range or an exact moment asks for. */
export function createdWithin(turn: Turn, created: Created): Fragment {
	const { sql } = turn.store
	if (created === undefined) return sql``
	if (typeof created === 'number') return sql`and (body ->> 'created')::bigint = ${created}`
	return sql`
		${created.gt === undefined ? sql`` : sql`and (body ->> 'created')::bigint > ${created.gt}`}
		${created.gte === undefined ? sql`` : sql`and (body ->> 'created')::bigint >= ${created.gte}`}
		${created.lt === undefined ? sql`` : sql`and (body ->> 'created')::bigint < ${created.lt}`}
		${created.lte === undefined ? sql`` : sql`and (body ->> 'created')::bigint <= ${created.lte}`}`
}

type Filter =
	| 'allow_redisplay'
	| 'charge'
	| 'currency'
	| 'customer'
	| 'email'
	| 'payment_intent'
	| 'payment_method'
	| 'setup_intent'
	| 'source'
	| 'status'
	| 'transfer_group'
	| 'type'

/** `and body ->> 'customer' = ...` for each filter that was sent; the names are written out so that indexes serve. */
export function fieldsEqual(turn: Turn, fields: { [name in Filter]?: string | undefined }): Fragment {
	const { sql } = turn.store
	let condition = sql``
	for (const [name, value] of Object.entries(fields)) {
		if (value !== undefined) condition = sql`${condition} and body ->> ${sql.unsafe(`'${name}'`)} = ${value}`
	}
	return condition
}

async function cursor(turn: Turn, kind: Kind, id: string, param: string): Promise<string> {
	const { sql } = turn.store
	const rows = await sql<{ made: string }[]>`
		select made::text from card_sandbox.object where id = ${id} and kind = ${kind}`
	const made = rows[0]?.made
	if (made === undefined) throw missing(spokenKind(kind), id, param, 400)
	return made
}

/** One page, newest first, with the cursors and `has_more` as the API gives them. */
export async function listPage<K extends Kind>(
	turn: Turn,
	kind: K,
	url: string,
	page: Page,
	condition: Fragment,
): Promise<ListAnswer<Kinds[K]>> {
	const { sql } = turn.store
	const limit = page.limit ?? 10
	if (page.starting_after !== undefined && page.ending_before !== undefined) {
		throw impossible('You cannot use both ending_before and starting_after', { param: 'ending_before' })
	}
	const after =
		page.starting_after === undefined ? null : await cursor(turn, kind, page.starting_after, 'starting_after')
	const before = page.ending_before === undefined ? null : await cursor(turn, kind, page.ending_before, 'ending_before')
	const rows = await sql<{ body: Kinds[K] }[]>`
		select body from card_sandbox.object
		where kind = ${kind} ${condition}
			${after === null ? sql`` : sql`and made < ${after}::text::bigint`}
			${before === null ? sql`` : sql`and made > ${before}::text::bigint`}
		order by made ${before === null ? sql`desc` : sql`asc`}
		limit ${limit + 1}`
	const data = rows.slice(0, limit).map((row) => row.body)
	return { object: 'list', data: before === null ? data : data.reverse(), has_more: rows.length > limit, url }
}
