import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvStream, textCell } from '../../csv-response.ts'
import { openJournalFile } from '../../present/staff/program/open-journal-file.ts'
import type { SheetCell } from '../../xlsx-response.ts'

/** The journal of a period as CSV. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const { name, head, rows } = await openJournalFile(request, context)
	return csvStream(`${name}.csv`, linesOf(head, rows))
}

async function* linesOf(head: string[], chunks: AsyncGenerator<SheetCell[][]>): AsyncGenerator<string[][]> {
	yield [head]
	for await (const rows of chunks)
		yield rows.map((row) => row.map(({ kind, text }) => (kind === 'text' ? textCell(text) : text)))
}
