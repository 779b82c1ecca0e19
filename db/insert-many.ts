import type { Sql, TransactionSql } from './client.ts'
import { jsonText } from './json-text.ts'
import { type Columns, type ColumnType, openSheet, quote, type Row } from './sheet.ts'

/** From so many rows on COPY is cheaper, though it takes a round trip more. */
const copiedFrom = 200

/**
 * Inserts rows by one statement with an array a column: the parameter count does not grow with the rows, and the
 * server keeps the plan. Many rows go by COPY. A missing value is null; `jsonb` values are turned into JSON here.
 */
export async function insertMany<Shape extends Columns>(
	sql: Sql | TransactionSql,
	table: string,
	columns: Shape,
	rows: readonly Row<Shape>[],
): Promise<void> {
	if (rows.length === 0) return
	if (rows.length >= copiedFrom) {
		const sheet = openSheet(table, columns)
		for (const row of rows) sheet.add(row)
		return await sheet.write(sql)
	}
	const names = Object.keys(columns)
	const arrays = names.map((name) => arrayOf(columns[name] ?? 'text', rows, (row) => row[name]))
	const isText = (name: string) => /^(jsonb|boolean|.*\[\])$/.test(columns[name] ?? '')
	const casts = names.map((name, index) => `$${index + 1}::${isText(name) ? 'text' : columns[name]}[]`)
	const values = names.map((name) => (isText(name) ? `${quote(name)}::${columns[name]}` : quote(name)))
	await sql.unsafe(
		`insert into ${quote(table)} (${names.map(quote).join(', ')}) select ${values.join(', ')} from unnest(${casts.join(', ')}) as given (${names.map(quote).join(', ')})`,
		arrays,
		{ prepare: true },
	)
}

/**
 * One value of each row as the text of a PostgreSQL array, for a parameter. Written here because the driver takes three
 * times as long, and takes an array of booleans or bigints for one value of that type.
 */
export function arrayOf<Item>(type: ColumnType, items: readonly Item[], read: (item: Item) => unknown): string {
	let array = ''
	let previous: unknown
	let element = 'null'
	for (const item of items) {
		const value = read(item)
		// Neighbours are often the same: a day, a kind, an author.
		if (value !== previous) element = elementOf(type, value)
		previous = value
		array += array === '' ? element : `,${element}`
	}
	return `{${array}}`
}

/** What needs no quotes in an array: digits, dates, moments, uuids. It cannot begin with the n of null. */
const bare = /^[-0-9a-f][-0-9a-zA-Z:.+]*$/

function elementOf(type: ColumnType, value: unknown): string {
	if (value === undefined || value === null) return 'null'
	const text = type === 'jsonb' ? jsonText(value) : String(value)
	if (type !== 'text' && bare.test(text)) return text
	return `"${/["\\]/.test(text) ? text.replaceAll(/["\\]/g, '\\$&') : text}"`
}
