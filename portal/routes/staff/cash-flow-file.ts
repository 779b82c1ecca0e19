import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { formatMajor } from '#core/money.ts'
import { type CashFlow, findCashFlow } from '#core/report/cash-flow.ts'
import { cashQuestion, readCashAsked } from '../../present/staff/figure/cash-address.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asNumber, asText, tableFile } from '../../table-file.ts'

const heads = ['by', 'name', 'currency', 'planned', 'received', 'overdue']

/** The year by month, by team and by collector; amounts in major units. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { today } = await staffFrameOf(context, staff)
	const asked = readCashAsked(request, today)
	const found = await look(context.books, staff.actor, findCashFlow, cashQuestion(asked))
	if (!found.ok) throw notFound()
	const { months, groups, collectors, currency } = found.value
	const row = (by: string, name: string, sums: CashFlow['total']) => [
		...[by, name, currency].map(asText),
		...[sums.plannedMinor, sums.receivedMinor, sums.overdueMinor].map((minor) =>
			asNumber(formatMajor(minor, currency)),
		),
	]
	return tableFile(request, `cash flow ${asked.year}`, heads, [
		...months.map((sums) => row('month', sums.month.slice(0, 7), sums)),
		...groups.map((sums) => row('team', sums.name ?? '', sums)),
		...collectors.map((sums) => row('collector', sums.name ?? '', sums)),
	])
}
