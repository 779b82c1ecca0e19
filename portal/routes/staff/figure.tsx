import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findBehind } from '#core/report/behind.ts'
import { dimensionsOfMeasure, measures } from '#core/report/measure.ts'
import { isStep } from '#core/report/periods.ts'
import { dimensions, measureNames } from '#core/report/question.ts'
import { hasCurrency } from '#core/report/value.ts'
import { askFigures, currenciesOf, figureChoices } from '../../present/staff/figure/ask.ts'
import {
	compareOf,
	filtersOf,
	monthsUpTo,
	onlyOf,
	periodOf,
	readAsked,
	rowsOf,
} from '../../present/staff/figure/asked.ts'
import { BehindRows } from '../../present/staff/figure/behind-rows.tsx'
import { FigureHead } from '../../present/staff/figure/figure-head.tsx'
import { FilterForm } from '../../present/staff/figure/filter-form.tsx'
import { Only } from '../../present/staff/figure/only.tsx'
import { Chart } from '../../present/staff/figure/picture.tsx'
import { drawOverTime, drawRanking } from '../../present/staff/figure/pictures.ts'
import { RowTable } from '../../present/staff/figure/row-table.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Section } from '../../ui/card.tsx'
import { sayFigures as say } from '../../words/staff-figures.ts'

export const meta = titled<typeof loader>()

const address = z.object({ measure: z.enum(measureNames) })
const mostShown = 50

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { measure } = address.safeParse(params).data ?? {}
	if (!measure) throw notFound()
	const frame = await staffFrameOf(context, staff)
	const asked = readAsked(request)
	const by = asked.by ?? 'month'
	const can = dimensions.filter((one) => isStep(one) || dimensionsOfMeasure(measure).includes(one))
	if (!can.includes(by)) throw notFound()
	const period = periodOf(asked, Temporal.PlainDate.from(frame.today))
	const compare = compareOf(asked)
	const filters = filtersOf(asked)
	// Over time a year is shown, however short the period: a month alone says little. What was asked for exactly is shown so.
	const over =
		isStep(by) && !(asked.only && asked.by)
			? { period: monthsUpTo(period), compare: compare && ('year_before' as const) }
			: { period, compare }
	const [choices, [whole], [rows]] = await Promise.all([
		figureChoices(context, staff),
		askFigures(context, staff, { measures: [measure], period, compare, filters }),
		askFigures(context, staff, { measures: [measure], ...over, ...rowsOf(asked), filters, groupBy: by }),
	])
	if (!whole || !rows) throw notFound()
	const { currencies, shown } = currenciesOf([whole, rows], asked.currency, choices.currency)
	const currency = hasCurrency(measures[measure]) ? shown : null
	const behind = await look(context.books, staff.actor, findBehind, {
		...{ measure, period, filters, limit: mostShown },
		...(asked.key !== undefined && { groupBy: by, key: asked.key }),
		...(currency && { currency }),
	})
	if (!behind.ok) throw notFound()
	return {
		frame,
		only: await onlyOf(context, staff, asked),
		title: say(`figures.measure.${measure}`),
		...{ measure, asked, by, can, period, whole, rows, shown, currency },
		choices: { ...choices, currencies },
		behind: behind.value,
		isRatio: measures[measure].value !== undefined,
		picture: await (isStep(by) ? drawOverTime(rows, currency) : drawRanking(rows, currency)),
	}
}

/** One figure: what it comes to, over time or by whom, and every row that makes it up. */
export default function FigurePage() {
	const data = useLoaderData<typeof loader>()
	const { frame, title, measure, asked, by, rows, currency, picture } = data
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say(`figures.means.${measure}`)}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/figures', label: say('figures.title') }]} />}
		>
			<FilterForm asked={asked} shown={data.shown} choices={data.choices} kept={{ by: asked.by, only: asked.only }} />
			<Only of={data.only} path={`/staff/figures/${measure}`} asked={asked} />
			<FigureHead figure={data.whole} currency={currency} asked={asked} by={by} can={data.can} />
			<Section title={isTime(by) ? say('figures.time') : say(`figures.dimension.${by}`)}>
				<Chart of={picture} open>
					<RowTable figure={rows} currency={currency} asked={asked} />
				</Chart>
			</Section>
			<BehindRows of={data.behind} figure={data.whole} rows={rows} asked={asked} isRatio={data.isRatio} />
		</StaffPage>
	)
}

const isTime = (by: string) => ['day', 'week', 'month', 'quarter', 'year'].includes(by)
