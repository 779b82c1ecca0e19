import type { LoaderFunctionArgs } from '@remix-run/node'
import { openPriceFile } from '../../present/staff/price/open-file.ts'
import { xlsxStream } from '../../xlsx-response.ts'

/** The prices of a list as a spreadsheet. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { name, head, rows } = await openPriceFile(request, context, params)
	return xlsxStream(`${name}.xlsx`, head, rows)
}
