import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvStream, textCell } from '../../csv-response.ts'
import { openSheet, type Sheet } from '../../present/staff/list/sheet.ts'

/** A list as CSV: the columns, order and filters of its page, all pages of it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const sheet = await openSheet(request, context, params.list)
	return csvStream(`${sheet.list} ${sheet.today}.csv`, linesOf(sheet))
}

async function* linesOf({ head, chunks }: Sheet): AsyncGenerator<string[][]> {
	yield [head]
	for await (const rows of chunks())
		yield rows.map((row) => row.map(({ kind, text }) => (kind === 'text' ? textCell(text) : text)))
}
