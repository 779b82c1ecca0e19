import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { formatMajor } from '#core/money.ts'
import { findBehind } from '#core/report/behind.ts'
import { measures } from '#core/report/measure.ts'
import { measureNames } from '#core/report/question.ts'
import { filtersOf, periodOf, readAsked } from '../../present/staff/figure/asked.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asNumber, asText, mostReckoned, wholeFile } from '../../table-file.ts'

const address = z.object({ measure: z.enum(measureNames) })
const heads = ['kind', 'number', 'part', 'customer', 'day', 'amount', 'currency']

/** Every row a figure is made of; amounts in major units. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { measure } = address.safeParse(params).data ?? {}
	if (!measure) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const asked = readAsked(request)
	const period = periodOf(asked, Temporal.PlainDate.from(today))
	const found = await look(context.books, staff.actor, findBehind, {
		...{ measure, period, filters: filtersOf(asked), limit: mostReckoned },
		...(asked.key !== undefined && { groupBy: asked.by ?? 'month', key: asked.key }),
	})
	if (!found.ok) throw notFound()
	const isCount = measures[measure].unit === 'count' || measures[measure].ofCounts === true
	const rows = found.value.rows.map((row) => [
		...[row.kind, row.number, row.part, row.customerName].map(asText),
		asDay(row.on),
		asNumber(isCount ? row.amount.toString() : formatMajor(row.amount, row.currency)),
		asText(row.currency),
	])
	const count = found.value.sums.reduce((all, sum) => all + sum.count, 0)
	return wholeFile(request, `${measure} ${period.from} ${period.to} rows`, heads, rows, count)
}
