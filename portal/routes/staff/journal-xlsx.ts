import type { LoaderFunctionArgs } from '@remix-run/node'
import { openJournalFile } from '../../present/staff/journal/open-file.ts'
import { xlsxStream } from '../../xlsx-response.ts'

/** The journal of a period as a spreadsheet. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const { name, head, rows } = await openJournalFile(request, context)
	return xlsxStream(`${name}.xlsx`, head, rows)
}
