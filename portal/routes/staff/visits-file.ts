import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { listVisits } from '#core/care-visit/find.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { visitsAsked } from '../../present/staff/visit/asked.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asNumber, asText, tableFile } from '../../table-file.ts'
import { sayVisit as say } from '../../words/staff-visits.ts'

const columns = [
	'day',
	'standing',
	'doneOn',
	'what',
	'customer',
	'contract',
	'who',
	'closedBy',
	'found',
	'rating',
	'comment',
] as const
const mostRows = 100_000

/** Care visits ahead and over, of everybody or of one customer, as the page shows them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { today } = await staffFrameOf(context, staff)
	const customerId = visitsAsked(request)
	const [ahead, over] = await Promise.all(
		(['planned', 'over'] as const).map((state) =>
			look(context.books, staff.actor, listVisits, { state, customerId, limit: mostRows }),
		),
	)
	if (!ahead?.ok || !over?.ok) throw notFound()
	const head = columns.map((column) => say(`visit.${column}`))
	const rows = [...ahead.value, ...over.value].map((visit) => [
		asDay(visit.plannedOn),
		asText(say(`visit.standings.${visit.state}`)),
		asDay(visit.doneOn),
		...[visit.title, visit.customerName, visit.contractNumber, visit.assigneeName, visit.closedBy, visit.report].map(
			asText,
		),
		asNumber(visit.rating?.score ?? ''),
		asText(visit.rating?.comment),
	])
	return tableFile(request, `care visits ${today}`, head, rows)
}
