import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvOfSheet } from '../../csv-response.ts'
import { openSheet } from '../../present/staff/list/sheet.ts'

/** A list as CSV: the columns, order and filters of its page, all pages of it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { list, today, head, chunks } = await openSheet(request, context, params.list)
	return csvOfSheet(`${list} ${today}.csv`, head, chunks())
}
