import { stringify } from 'csv-stringify/sync'

/** Rows as a CSV file that spreadsheets open: UTF-8 with its mark, lines ending as RFC 4180 wants. */
export function csvResponse(fileName: string, rows: string[][]): Response {
	return new Response(mark + lines(rows), { headers: headers(fileName) })
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
const lines = (rows: string[][]) => stringify(rows, { record_delimiter: '\r\n' })
const headers = (fileName: string) => ({
	'content-type': 'text/csv; charset=utf-8',
	'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
	'cache-control': 'private, no-store',
})

/** A spreadsheet takes text that begins like a formula for one. Amounts may begin with a minus and stay numbers. */
export function textCell(cell: string): string {
	return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
