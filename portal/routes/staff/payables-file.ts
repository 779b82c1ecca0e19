import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { formatMajor } from '#core/money.ts'
import { listDues } from '#core/payable/find.ts'
import { duesAsked, payablesAsked } from '../../present/staff/payable/asked.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asNumber, asText, tableFile } from '../../table-file.ts'
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
const mostRows = 100_000

/** What is to be paid, and was, as the page shows it; amounts in major units. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { today } = await staffFrameOf(context, staff)
	const asked = payablesAsked(request)
	const input = { ...duesAsked(asked, Temporal.PlainDate.from(today)), limit: mostRows }
	const found = await look(context.books, staff.actor, listDues, input)
	if (!found.ok) throw notFound()
	const head = columns.map((column) => say(`supplier.${column}`))
	const rows = found.value
		.slice(0, mostRows)
		.map((due) => [
			asDay(due.dueOn),
			asNumber(due.lateDays || ''),
			...[due.description, due.customerName, due.contractNumber].map(asText),
			asNumber(formatMajor(due.plannedMinor, due.currency)),
			asNumber(due.paid ? formatMajor(due.paid.amountMinor, due.currency) : ''),
			asDay(due.paid?.paidOn),
			...[due.paid?.note, due.currency].map(asText),
		])
	return tableFile(request, `to pay ${asked.show} ${today}`, head, rows)
}
