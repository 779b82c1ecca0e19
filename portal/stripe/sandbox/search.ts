import type { Fragment } from 'postgres'
import { impossible } from './errors.ts'
import { EXPAND } from './lists.ts'
import { integer, required, text } from './parameters.ts'
import type { Kind, Kinds } from './store.ts'
import type { Turn } from './turn.ts'

export const SEARCH = { ...EXPAND, query: required(text()), limit: integer(1, 100), page: text() }

const CLAUSE =
	/^(-)?(?:metadata\[(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\]|([a-z_0-9]+))\s*(:|~|>=|<=|>|<)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(null|-?\d+))(?:\s+(AND|OR|and|or)\s+|\s+|\s*$)/

type Clause = { not: boolean; key: string | null; field: string | null; relation: string; value: string | null }

const unquoted = (quoted: string) => quoted.replace(/\\(.)/g, '$1')

/** Reads Stripe's search language: `metadata["k"]:"v" AND currency:"usd"`. Source: https://docs.stripe.com/search */
function parse(query: string): { clauses: Clause[]; any: boolean } {
	const clauses: Clause[] = []
	const joins = new Set<string>()
	let rest = query.trim()
	while (rest !== '') {
		const match = CLAUSE.exec(rest)
		if (match === null)
			throw impossible(`We were unable to parse your search query near: ${rest.slice(0, 40)}`, { param: 'query' })
		const quoted = match[6] ?? match[7]
		clauses.push({
			not: match[1] === '-',
			key: match[2] ?? match[3] ?? null,
			field: match[4] ?? null,
			relation: match[5] ?? ':',
			value: quoted === undefined ? (match[8] === 'null' ? null : (match[8] ?? '')) : unquoted(quoted),
		})
		if (match[9] !== undefined) joins.add(match[9].toUpperCase())
		rest = rest.slice(match[0].length)
	}
	if (joins.size > 1) throw impossible("You can't combine AND and OR in one query.", { param: 'query' })
	return { clauses, any: joins.has('OR') }
}

const FIELDS: Record<string, string[]> = {
	payment_intent: ['amount', 'created', 'currency', 'customer', 'status'],
	charge: ['amount', 'created', 'currency', 'customer', 'disputed', 'refunded', 'status'],
	customer: ['created', 'email', 'name', 'phone'],
}

function condition(turn: Turn, kind: Kind, clause: Clause): Fragment {
	const { sql } = turn.store
	if (clause.key === null && !FIELDS[kind]?.includes(clause.field ?? '')) {
		throw impossible(`Field \`${clause.field}\` is an unsupported search field for resource \`${kind}s\`.`, {
			param: 'query',
		})
	}
	const value =
		clause.key === null ? sql`body ->> ${clause.field ?? ''}::text` : sql`body -> 'metadata' ->> ${clause.key}::text`
	const held = (() => {
		if (clause.value === null) return sql`${value} is null`
		if (clause.relation === '~') return sql`strpos(lower(${value}), lower(${clause.value}::text)) > 0`
		if (clause.relation === ':') {
			return clause.key === null
				? sql`coalesce(${value} = ${clause.value}::text, false)`
				: sql`body -> 'metadata' @> ${JSON.stringify({ [clause.key]: clause.value })}::text::jsonb`
		}
		const number = sql`(${clause.value}::text)::numeric`
		if (clause.relation === '>') return sql`(${value})::numeric > ${number}`
		if (clause.relation === '<') return sql`(${value})::numeric < ${number}`
		return clause.relation === '>=' ? sql`(${value})::numeric >= ${number}` : sql`(${value})::numeric <= ${number}`
	})()
	return clause.not ? sql`not (${held})` : sql`(${held})`
}

/** A page of what the query finds, newest first. Here everything written is found at once; at Stripe within a minute. */
export async function search<K extends Kind>(
	turn: Turn,
	kind: K,
	url: string,
	params: { query: string; limit: number | undefined; page: string | undefined },
): Promise<{ object: 'search_result'; data: Kinds[K][]; has_more: boolean; next_page: string | null; url: string }> {
	const { sql } = turn.store
	const limit = params.limit ?? 10
	const { clauses, any } = parse(params.query)
	let matching = sql`true`
	clauses.forEach((clause, index) => {
		const one = condition(turn, kind, clause)
		matching = index === 0 ? one : any ? sql`${matching} or ${one}` : sql`${matching} and ${one}`
	})
	const rows = await sql<{ body: Kinds[K]; made: string }[]>`
		select body, made::text from card_sandbox.object
		where kind = ${kind} and not body ? 'deleted' and (${matching})
			${params.page === undefined ? sql`` : sql`and made < ${params.page}::text::bigint`}
		order by made desc limit ${limit + 1}`
	const more = rows.length > limit
	return {
		object: 'search_result',
		data: rows.slice(0, limit).map((row) => row.body),
		has_more: more,
		next_page: more ? (rows[limit - 1]?.made ?? null) : null,
		url,
	}
}
