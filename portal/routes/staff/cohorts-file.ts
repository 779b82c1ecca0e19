import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { formatDecimal } from '#core/decimal.ts'
import { formatMajor } from '#core/money.ts'
import { findCohorts } from '#core/report/cohorts.ts'
import { cohortFilters, readCohortAsked } from '../../present/staff/figure/cohort-address.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asNumber, asText, tableFile } from '../../table-file.ts'

const heads = ['key', 'name', 'month', 'currency', 'mrr', 'mrr_per_cent', 'customers', 'customers_per_cent']
const mostMonths = 60

/** A row for each cohort and month since its start; amounts in major units. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { by, currency, ...asked } = readCohortAsked(request)
	const found = await look(context.books, staff.actor, findCohorts, {
		...{ by, months: mostMonths, filters: cohortFilters(asked) },
		...(currency && { currency }),
	})
	if (!found.ok) throw notFound()
	const { rows, currency: shown } = found.value
	const percent = (value: bigint | null) => (value === null ? '' : formatDecimal({ digits: value, scale: 2 }))
	const cells = rows.flatMap(({ key, label, months }) =>
		months.flatMap((kept, month) =>
			kept
				? [
						[
							...[asText(key), asText(label), asNumber(month), asText(shown)],
							...[formatMajor(kept.mrrMinor, shown), percent(kept.mrrBasisPoints)].map(asNumber),
							...[kept.customers.toString(), percent(kept.customersBasisPoints)].map(asNumber),
						],
					]
				: [],
		),
	)
	return tableFile(request, `cohorts by ${by}`, heads, cells)
}
