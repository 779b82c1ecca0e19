import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvOfSheet } from '../../csv-response.ts'
import { openPriceFile } from '../../present/staff/price/open-file.ts'

/** The prices of a list as CSV. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { name, head, rows } = await openPriceFile(request, context, params)
	return csvOfSheet(`${name}.csv`, head, rows)
}
