import { stringify } from 'csv-stringify/sync'
import type { SheetCell } from './xlsx-response.ts'

/**
 * Cells as a spreadsheet has them, with a head, as they come, as a CSV file that spreadsheets open: UTF-8 with its mark,
 * lines ending as RFC 4180 wants.
 */
export function csvOfSheet(fileName: string, head: string[], chunks: AsyncIterable<SheetCell[][]>): Response {
	return csvStream(fileName, linesOf(head, chunks))
}

async function* linesOf(head: string[], chunks: AsyncIterable<SheetCell[][]>): AsyncGenerator<string[][]> {
	yield [head.map(textCell)]
	for await (const rows of chunks)
		yield rows.map((row) => row.map(({ kind, text }) => (kind === 'text' ? textCell(text) : text)))
}

/** The same for rows that come some at a time; nothing is kept, however many there are. */
export function csvStream(fileName: string, chunks: AsyncGenerator<string[][]>): Response {
	const encoder = new TextEncoder()
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => controller.enqueue(encoder.encode(mark)),
		async pull(controller) {
			const { done, value } = await chunks.next()
			if (done) controller.close()
			else controller.enqueue(encoder.encode(lines(value)))
		},
		async cancel() {
			await chunks.return(undefined)
		},
	})
	return new Response(body, { headers: headers(fileName) })
}

const mark = '\uFEFF'
// A bare line end inside a cell begins a row for spreadsheets as well, and that could begin with a formula.
const lines = (rows: string[][]) => stringify(rows, { record_delimiter: '\r\n', quoted_match: /[\r\n]/ })
const headers = (fileName: string) => ({
	'content-type': 'text/csv; charset=utf-8',
	'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
	'cache-control': 'private, no-store',
})

/** A spreadsheet takes text that begins like a formula for one. Amounts may begin with a minus and stay numbers. */
export function textCell(cell: string): string {
	return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
