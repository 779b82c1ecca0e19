import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { formatDecimal } from '#core/decimal.ts'
import { formatMajor } from '#core/money.ts'
import type { Unit } from '#core/report/answer.ts'
import { isStep } from '#core/report/periods.ts'
import { measureNames } from '#core/report/question.ts'
import { askFigures } from '../../present/staff/figure/ask.ts'
import { compareOf, filtersOf, monthsUpTo, periodOf, readAsked, rowsOf } from '../../present/staff/figure/asked.ts'
import { nameRow } from '../../present/staff/figure/value.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asNumber, asText, tableFile } from '../../table-file.ts'

const address = z.object({ measure: z.enum(measureNames) })
const heads = ['key', 'name', 'currency', 'value', 'compared', 'change', 'change_per_cent']

/** A figure's rows as the page has them, every currency; amounts in major units, shares in per cent. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { measure } = address.safeParse(params).data ?? {}
	if (!measure) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const asked = readAsked(request)
	const groupBy = asked.by ?? 'month'
	const period = periodOf(asked, Temporal.PlainDate.from(today))
	const compare = compareOf(asked)
	const over =
		isStep(groupBy) && !(asked.only && asked.by)
			? { period: monthsUpTo(period), compare: compare && ('year_before' as const) }
			: { period, compare }
	const [figure] = await askFigures(context, staff, {
		measures: [measure],
		...over,
		...rowsOf(asked),
		filters: filtersOf(asked),
		groupBy,
	})
	if (!figure) throw notFound()
	const rows = figure.rows.map((row) => [
		...[row.key, nameRow(groupBy, row.key, row.label), row.currency].map(asText),
		...[row.value, row.comparedValue, row.change].map((value) => asNumber(plain(figure.unit, value, row.currency))),
		asNumber(plain('basis_points', row.changeBasisPoints, null)),
	])
	return tableFile(request, `${measure} ${figure.period.from} ${figure.period.to}`, heads, rows)
}

function plain(unit: Unit, value: bigint | null, currency: string | null): string {
	if (value === null) return ''
	if (unit === 'money') return formatMajor(value, currency ?? '')
	return unit === 'count' ? value.toString() : formatDecimal({ digits: value, scale: unit === 'days' ? 1 : 2 })
}
