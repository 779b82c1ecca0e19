import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { formatMajor } from '#core/money.ts'
import { findCohortMembers } from '#core/report/cohort-members.ts'
import { cohortFilters, readCohortAsked } from '../../present/staff/figure/cohort-address.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asNumber, asText, mostReckoned, wholeFile } from '../../table-file.ts'

const heads = ['customer', 'start', 'currency', 'first_mrr', 'mrr']

/** Every customer of one cell of the cohorts; amounts in major units. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { by, key, month, currency, ...asked } = readCohortAsked(request)
	if (month === undefined) throw notFound()
	const found = await look(
		context.books,
		staff.actor,
		async (scope) => {
			const shown = currency ?? scope.company.currency
			const own = { by, month, currency: shown, filters: cohortFilters(asked), limit: mostReckoned }
			return { shown, ...(await findCohortMembers(scope, { ...own, ...(key !== undefined && { key }) })) }
		},
		undefined,
	)
	if (!found.ok) throw notFound()
	const { members, count, shown } = found.value
	const rows = members.map(({ customerName, startedOn, firstMinor, mrrMinor }) => [
		...[asText(customerName), asDay(startedOn), asText(shown)],
		...[firstMinor, mrrMinor].map((minor) => asNumber(formatMajor(minor, shown))),
	])
	return wholeFile(request, `cohort ${key ?? 'all'} month ${month}`, heads, rows, count)
}
