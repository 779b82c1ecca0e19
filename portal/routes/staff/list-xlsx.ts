import type { LoaderFunctionArgs } from '@remix-run/node'
import { openSheet } from '../../present/staff/list/sheet.ts'
import { mostSheetRows, xlsxStream } from '../../xlsx-response.ts'

/** A list as a spreadsheet: the columns, order and filters of its page, all pages of it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { list, today, head, chunks } = await openSheet(request, context, params.list, mostSheetRows - 1)
	return xlsxStream(`${list} ${today}.xlsx`, head, chunks())
}
