import type { LoaderFunctionArgs } from '@remix-run/node'
import { expectOk, look } from '#core/act.ts'
import { type CareVisit, listVisits } from '#core/care-visit/find.ts'
import { may } from '#core/permit.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { visitsAsked } from '../../present/staff/visit/asked.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asNumber, asText, onward, tableFile } from '../../table-file.ts'
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

/** Care visits ahead and over, of everybody or of one customer, as the page shows them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'customer.read')) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const customerId = visitsAsked(request)
	const reading = (state: 'planned' | 'over') => async (last: CareVisit | undefined, limit: number) => {
		const found = await look(context.books, staff.actor, listVisits, { state, customerId, after: last?.id, limit })
		return expectOk(found)
	}
	const head = columns.map((column) => say(`visit.${column}`))
	const rows = async function* () {
		yield* onward(reading('planned'), cellsOf)
		yield* onward(reading('over'), cellsOf)
	}
	return tableFile(request, `care visits ${today}`, head, rows())
}

const cellsOf = (visit: CareVisit) => [
	asDay(visit.plannedOn),
	asText(say(`visit.standings.${visit.state}`)),
	asDay(visit.doneOn),
	...[visit.title, visit.customerName, visit.contractNumber, visit.assigneeName, visit.closedBy, visit.report].map(
		asText,
	),
	asNumber(visit.rating?.score ?? ''),
	asText(visit.rating?.comment),
]
