import { csvOfSheet } from './csv-response.ts'
import { type SheetCell, xlsxStream } from './xlsx-response.ts'

export type TableRows = SheetCell[][] | AsyncIterable<SheetCell[][]>

/** A table as the file that an address asks for by its ending: a spreadsheet, or CSV. `name` is without the ending. */
export function tableFile(request: Request, name: string, head: string[], rows: TableRows): Response {
	const chunks = Array.isArray(rows) ? once(rows) : rows
	if (new URL(request.url).pathname.endsWith('.xlsx')) return xlsxStream(`${name}.xlsx`, head, chunks)
	return csvOfSheet(`${name}.csv`, head, chunks)
}

async function* once(rows: SheetCell[][]): AsyncGenerator<SheetCell[][]> {
	yield rows
}

export const asText = (text: string | null | undefined): SheetCell => ({ kind: 'text', text: text ?? '' })
/** An exact decimal; nothing stays an empty cell. */
export const asNumber = (text: string | number): SheetCell => ({ kind: 'number', text: String(text) })
/** An ISO date; nothing stays an empty cell. */
export const asDay = (text: string | null | undefined): SheetCell => ({ kind: 'day', text: text ?? '' })
