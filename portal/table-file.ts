import { expectOk, type Outcome } from '#core/act.ts'
import { csvOfSheet } from './csv-response.ts'
import type { StillEntitled } from './present/staff/entitled.ts'
import { sayList as say } from './words/staff-lists.ts'
import { type SheetCell, xlsxStream } from './xlsx-response.ts'

export type TableRows = SheetCell[][] | AsyncIterable<SheetCell[][]>

/** A table as the file that an address asks for by its ending: a spreadsheet, or CSV. `name` is without the ending. */
export function tableFile(request: Request, name: string, head: string[], rows: TableRows): Response {
	const chunks = Array.isArray(rows) ? once(rows) : rows
	if (new URL(request.url).pathname.endsWith('.xlsx')) return xlsxStream(`${name}.xlsx`, head, chunks)
	return csvOfSheet(`${name}.csv`, head, chunks)
}

/** As many as are made of what is reckoned whole. */
export const mostReckoned = 100_000

/**
 * The same for rows that were reckoned whole, of which there are `count`. Throws 422 with the reason where not all of them
 * are there: a file says nothing of what it does not hold.
 */
export function wholeFile(
	request: Request,
	name: string,
	head: string[],
	rows: SheetCell[][],
	count: number,
): Response {
	if (rows.length < count)
		throw new Response(say('list.tooManyReckoned', { count, most: mostReckoned }), {
			status: 422,
			headers: { 'content-type': 'text/plain; charset=utf-8' },
		})
	return tableFile(request, name, head, rows)
}

async function* once(rows: SheetCell[][]): AsyncGenerator<SheetCell[][]> {
	yield rows
}

export const asText = (text: string | null | undefined): SheetCell => ({ kind: 'text', text: text ?? '' })
/** An exact decimal; nothing stays an empty cell. */
export const asNumber = (text: string | number): SheetCell => ({ kind: 'number', text: String(text) })
/** An ISO date; nothing stays an empty cell. */
export const asDay = (text: string | null | undefined): SheetCell => ({ kind: 'day', text: text ?? '' })

const atOnce = 2000

type Reading<Row> = {
	/** Asked before each further part. */
	still: StillEntitled
	read: (last: Row | undefined, limit: number) => Promise<Outcome<readonly Row[]>>
	cells: (row: Row) => SheetCell[]
}

/**
 * Rows of a list read on from the last one each time, until there are no more: nothing is kept, however many there are.
 * Throws where they may be read no longer, so that a file is whole or broken off.
 */
export async function* onward<Row>({ still, read, cells }: Reading<Row>): AsyncGenerator<SheetCell[][]> {
	for (let last: Row | undefined; ; ) {
		if (last) await still()
		const rows = expectOk(await read(last, atOnce)).slice(0, atOnce)
		if (rows.length > 0) yield rows.map(cells)
		last = rows.at(-1)
		if (rows.length < atOnce) return
	}
}
