import { finished } from 'node:stream/promises'
import type { Sql, TransactionSql } from './client.ts'
import { jsonText } from './json-text.ts'

export type ColumnType =
	| 'uuid'
	| 'text'
	| 'date'
	| 'timestamptz'
	| 'bigint'
	| 'integer'
	| 'smallint'
	| 'numeric'
	| 'boolean'
	| 'jsonb'
	// Given as the text of an array, `{1,2}`.
	| 'uuid[]'
	| 'bigint[]'

/** The columns of an insert: their names in the table and their types. */
export type Columns = Record<string, ColumnType>

export type Row<Shape extends Columns> = { [Name in keyof Shape]: unknown }

/** Rows on their way into a table, kept as the text that the server will read. */
export type Sheet<Shape extends Columns> = {
	/** A missing value is null; `jsonb` values are turned into JSON here. */
	add(row: Row<Shape>): void
	/** Writes all that was added, in one statement. */
	write(sql: Sql | TransactionSql): Promise<void>
}

const charactersPerPiece = 64_000

/**
 * Takes rows one by one and writes them by COPY, which costs the server a tenth less than arrays. What is added is put
 * into bytes at once: thousands of rows that all live until they are written would keep the garbage collector busy.
 */
export function openSheet<Shape extends Columns>(table: string, columns: Shape): Sheet<Shape> {
	const names = Object.keys(columns)
	// Neighbours are often the same: a day, a kind, an author.
	const fields = names.map((name) => ({
		name,
		type: columns[name] ?? 'text',
		value: undefined as unknown,
		text: absent,
	}))
	const pieces: Buffer[] = []
	let piece = ''
	return {
		add(row) {
			let separator = ''
			for (const field of fields) {
				const value = row[field.name]
				if (value !== field.value) {
					field.value = value
					field.text = fieldOf(field.type, value)
				}
				piece += separator + field.text
				separator = '\t'
			}
			piece += '\n'
			if (piece.length < charactersPerPiece) return
			pieces.push(Buffer.from(piece))
			piece = ''
		},
		async write(sql) {
			if (piece === '' && pieces.length === 0) return
			const stream = await sql.unsafe(`copy ${quote(table)} (${names.map(quote).join(', ')}) from stdin`).writable()
			const ended = finished(stream)
			for (const full of pieces.splice(0)) stream.write(full)
			stream.end(piece)
			piece = ''
			await ended
		},
	}
}

const absent = '\\N'

/** A value as COPY reads it, which takes a backslash, a tab and the ends of lines for its own. */
function fieldOf(type: ColumnType, value: unknown): string {
	if (value === undefined || value === null) return absent
	const text = type === 'jsonb' ? jsonText(value) : String(value)
	return special.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] ?? character) : text
}

const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export function quote(name: string): string {
	return `"${name.replaceAll('"', '""')}"`
}
