import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { formatMajor } from '#core/money.ts'
import { type Due, listDues } from '#core/payable/find.ts'
import { may } from '#core/permit.ts'
import { entitled } from '../../present/staff/entitled.ts'
import { duesAsked, payablesAsked } from '../../present/staff/payable/asked.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asNumber, asText, onward, tableFile } from '../../table-file.ts'
import { saySupplier as say } from '../../words/staff-suppliers.ts'

const columns = [
	'due',
	'daysLate',
	'what',
	'supplier',
	'contract',
	'planned',
	'paid',
	'paidOn',
	'note',
	'currency',
] as const

/** What is to be paid, and was, as the page shows it, all of it; amounts in major units. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'payable.read')) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const asked = payablesAsked(request)
	const input = duesAsked(asked, Temporal.PlainDate.from(today))
	const still = await entitled(request, context)
	const read = (after: Due | undefined, limit: number) =>
		look(context.books, staff.actor, listDues, { ...input, after, limit })
	const head = columns.map((column) => say(`supplier.${column}`))
	const cells = (due: Due) => [
		asDay(due.dueOn),
		asNumber(due.lateDays || ''),
		...[due.description, due.customerName, due.contractNumber].map(asText),
		asNumber(formatMajor(due.plannedMinor, due.currency)),
		asNumber(due.paid ? formatMajor(due.paid.amountMinor, due.currency) : ''),
		asDay(due.paid?.paidOn),
		...[due.paid?.note, due.currency].map(asText),
	]
	return tableFile(request, `to pay ${asked.show} ${today}`, head, onward({ still, read, cells }))
}
