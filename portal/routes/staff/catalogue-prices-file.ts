import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { type ListedCataloguePrice, listCataloguePrices } from '#core/price/list-catalogue.ts'
import { entitled } from '../../present/staff/entitled.ts'
import { plainly } from '../../present/staff/price/open-file.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asNumber, asText, onward, tableFile } from '../../table-file.ts'
import { sayPrice as say } from '../../words/staff-prices.ts'

const columns = ['code', 'product', 'plan', 'frequency', 'currency', 'unitPrice', 'validFrom'] as const

/** Every price of the catalogue, under the names by which an import of prices finds its columns again. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { books } = context
	const still = await entitled(request, context)
	const read = (after: ListedCataloguePrice | undefined, limit: number) =>
		look(books, staff.actor, listCataloguePrices, { after, limit })
	if (!(await read(undefined, 1)).ok) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const head = columns.map((column) => say(`price.file.${column}`))
	return tableFile(request, `prices ${today}`, head, onward({ still, read, cells }))
}

const cells = ({ code, product, planCode, currency, unitPrice, validFrom }: ListedCataloguePrice) => [
	...[code, product, planCode, planCode === null ? 'once' : '', currency].map(asText),
	asNumber(plainly(unitPrice)),
	asDay(validFrom),
]
