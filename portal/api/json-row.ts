import type { Scope } from '#core/act.ts'
import { fieldsFor, type Query, readAsked } from '#core/list/asked.ts'
import type { List, ListName } from '#core/list/list.ts'
import { listFor } from '#core/list/own.ts'
import { type ListedRow, readOn } from '#core/list/read.ts'
import { formatMajor } from '#core/money.ts'

export type ReadJson = {
	name: ListName
	query?: Query | undefined
	/** Only the row of this id. */
	id?: string | undefined
	after?: string | undefined
	limit: number
}

export type JsonRow = { shown: Record<string, unknown>; currency: string | null; place: string }

/** Rows of a list as programs read them: every field that the actor sees, unless the query names columns. */
export async function readJson(scope: Scope, { name, query = [], id, after, limit }: ReadJson): Promise<JsonRow[]> {
	const list = await listFor(scope, name)
	const asked = readAsked(scope.actor, list, query)
	const chosen = query.some(([part]) => part === 'column')
	const all = fieldsFor(scope.actor, list).flatMap(([column, { kind }]) => (kind === 'key' ? [] : [column]))
	const rows = await readOn(scope, {
		list: name,
		asked: { ...asked, columns: chosen ? asked.columns : all },
		after,
		limit,
		id,
	})
	return rows.map((row) => ({ shown: rowOf(list, row), currency: row.currency, place: row.place }))
}

/** Amounts and prices as decimal text in the row's currency, numbers as such, flags as true and false, what is empty as null. */
function rowOf({ fields }: List, row: ListedRow): Record<string, unknown> {
	const cells = Object.entries(row.cells).flatMap(([column, value]): [string, unknown][] => {
		const shown: [string, unknown] = [column, valueOfCell(fields[column]?.kind, value, row.currency)]
		const led = row.leads[column]
		return led && led !== row.id ? [shown, [`${column}Id`, led]] : [shown]
	})
	return { id: row.id, ...(row.currency === null ? {} : { currency: row.currency }), ...Object.fromEntries(cells) }
}

function valueOfCell(kind: string | undefined, value: string | null, currency: string | null): unknown {
	if (value === null) return null
	if (kind === 'money') return formatMajor(BigInt(value), currency ?? '')
	if (kind === 'flag') return value === 'yes'
	if (kind === 'number') return Number(value)
	return value
}
