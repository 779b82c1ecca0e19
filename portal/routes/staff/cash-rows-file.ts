import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { formatMajor } from '#core/money.ts'
import { findCashRows } from '#core/report/cash-rows.ts'
import { cashQuestion, readCashAsked } from '../../present/staff/figure/cash-address.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asNumber, asText, mostReckoned, wholeFile } from '../../table-file.ts'

const heads = ['what', 'number', 'customer', 'day', 'period from', 'period to', 'currency', 'amount']

/** Every row behind one bar of cash flow; amounts in major units, periods with their last day. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { today } = await staffFrameOf(context, staff)
	const asked = readCashAsked(request, today)
	const { part = 'planned', month } = asked
	const question = { ...cashQuestion(asked), part, month, limit: mostReckoned }
	const found = await look(context.books, staff.actor, findCashRows, question)
	if (!found.ok) throw notFound()
	const { rows, count, currency } = found.value
	return wholeFile(
		request,
		`${part} ${asked.year}${month ? `-${String(month).padStart(2, '0')}` : ''}`,
		heads,
		rows.map(({ kind, number, customerName, on, periodFrom, periodTo, amountMinor }) => [
			...[kind, number, customerName].map(asText),
			...[on, periodFrom, lastOf(periodTo)].map(asDay),
			asText(currency),
			asNumber(formatMajor(amountMinor, currency)),
		]),
		count,
	)
}

const lastOf = (end: string | null) => (end ? Temporal.PlainDate.from(end).subtract({ days: 1 }).toString() : '')
