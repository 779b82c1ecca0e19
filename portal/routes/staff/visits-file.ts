import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { type CareVisit, listVisits } from '#core/care-visit/find.ts'
import { may } from '#core/permit.ts'
import { entitled } from '../../present/staff/entitled.ts'
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
	const reading = (state: 'planned' | 'over') => (last: CareVisit | undefined, limit: number) =>
		look(context.books, staff.actor, listVisits, { state, customerId, after: last?.id, limit })
	const still = await entitled(request, context)
	const head = columns.map((column) => say(`visit.${column}`))
	const rows = async function* () {
		yield* onward({ still, read: reading('planned'), cells })
		await still()
		yield* onward({ still, read: reading('over'), cells })
	}
	return tableFile(request, `care visits ${today}`, head, rows())
}

const cells = (visit: CareVisit) => [
	asDay(visit.plannedOn),
	asText(say(`visit.standings.${visit.state}`)),
	asDay(visit.doneOn),
	...[visit.title, visit.customerName, visit.contractNumber, visit.assigneeName, visit.closedBy, visit.report].map(
		asText,
	),
	asNumber(visit.rating?.score ?? ''),
	asText(visit.rating?.comment),
]
