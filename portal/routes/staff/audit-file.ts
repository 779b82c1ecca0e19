import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { type Audited, findAudit } from '#core/report/audit.ts'
import { auditAsked } from '../../present/staff/audit-asked.ts'
import { entitled } from '../../present/staff/entitled.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { tellFacts } from '../../present/staff/tell-facts.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asText, onward, tableFile } from '../../table-file.ts'
import { staffWords as say } from '../../words/staff.ts'
import { sayJournal } from '../../words/staff-journal.ts'

const columns = ['when', 'who', 'what', 'facts'] as const
const about = ['customer', 'contract', 'document'] as const

/** Everything that happened, of everybody or of one customer, the newest first; moments with their distance from UTC. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'audit.read')) throw notFound()
	const { today, timeZone } = await staffFrameOf(context, staff)
	const { customer } = auditAsked(request)
	const still = await entitled(request, context)
	const read = (last: Audited | undefined, limit: number) =>
		look(context.books, staff.actor, findAudit, { customerId: customer, before: last?.id, limit })
	const head = [...columns.map((one) => say(`staff.audit.${one}`)), ...about.map((one) => sayJournal(`journal.${one}`))]
	const cells = (row: Audited) =>
		[
			row.at.toZonedDateTimeISO(timeZone).toString({ smallestUnit: 'second', timeZoneName: 'never' }),
			row.byKind === 'link' ? say('staff.audit.link', { name: row.by }) : row.by,
			row.kind.replaceAll(/[._]/g, ' '),
			tellFacts(row.facts),
			...[row.customerName, row.contractNumber, row.number],
		].map(asText)
	return tableFile(request, `what happened ${today}`, head, onward({ still, read, cells }))
}
