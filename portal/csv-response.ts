import { stringify } from 'csv-stringify/sync'

/** Rows as a CSV file that spreadsheets open: UTF-8 with its mark, lines ending as RFC 4180 wants. */
export function csvResponse(fileName: string, rows: string[][]): Response {
	return new Response(`\uFEFF${stringify(rows, { record_delimiter: '\r\n' })}`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
			'cache-control': 'private, no-store',
		},
	})
}

/** A spreadsheet takes text that begins like a formula for one. Amounts may begin with a minus and stay numbers. */
export function textCell(cell: string): string {
	return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
