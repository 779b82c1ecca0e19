import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvOfSheet } from '../../csv-response.ts'
import { openJournalFile } from '../../present/staff/journal/open-file.ts'

/** The journal of a period as CSV. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const { name, head, rows } = await openJournalFile(request, context)
	return csvOfSheet(`${name}.csv`, head, rows)
}
