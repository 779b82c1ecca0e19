import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { hasCommission } from '#core/commission/find.ts'
import { may } from '#core/permit.ts'
import { isStep } from '#core/report/periods.ts'
import { type MeasureName, measureSets } from '#core/report/question.ts'
import { askFigures, currenciesOf, figureChoices } from '../../present/staff/figure/ask.ts'
import {
	compareOf,
	filtersOf,
	monthsUpTo,
	onlyOf,
	periodOf,
	readAsked,
	readOnly,
	rowsOf,
} from '../../present/staff/figure/asked.ts'
import { FigureParts } from '../../present/staff/figure/figure-parts.tsx'
import { FilterForm } from '../../present/staff/figure/filter-form.tsx'
import { Only } from '../../present/staff/figure/only.tsx'
import { Performance } from '../../present/staff/figure/performance.tsx'
import { Chart } from '../../present/staff/figure/picture.tsx'
import { drawMovements, drawOverTime, half } from '../../present/staff/figure/pictures.ts'
import { StretchTable } from '../../present/staff/figure/stretch-table.tsx'
import { Tiles } from '../../present/staff/figure/tiles.tsx'
import { writePeriod } from '../../present/staff/figure/value.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Empty, Section } from '../../ui/card.tsx'
import { sayFigures as say } from '../../words/staff-figures.ts'

export const meta = titled<typeof loader>()

const tiles: MeasureName[] = [
	...(['mrr', 'net_new', 'arr', 'arpu', 'customers', 'contracts'] as const),
	...(['net_retention', 'revenue_churn', 'signed', 'invoiced', 'collected', 'overdue'] as const),
]

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const frame = await staffFrameOf(context, staff)
	const asked = readAsked(request)
	const period = periodOf(asked, Temporal.PlainDate.from(frame.today))
	const question = { period, compare: compareOf(asked), filters: filtersOf(asked) }
	const { measures } = readOnly(asked) ?? {}
	const only = await onlyOf(context, staff, asked)
	if (measures) {
		const groupBy = asked.by
		const [choices, picked] = await Promise.all([
			figureChoices(context, staff),
			askFigures(context, staff, { ...question, measures, ...rowsOf(asked), ...(groupBy && { groupBy }) }),
		])
		const own = currenciesOf(picked, asked.currency, choices.currency)
		return {
			...{ frame, title: say('figures.title'), asked, period, only, shown: own.shown },
			compared: picked[0]?.compared ?? null,
			choices: { ...choices, currencies: own.currencies },
			...{ picked, groupBy: groupBy ?? null, inTime: isStep(groupBy) },
		}
	}
	const earned = may(staff.actor, 'commission.read')
		? await look(context.books, staff.actor, hasCommission, undefined)
		: undefined
	// Who may not see it, and who has no rule, has no column for it.
	const did: MeasureName[] = [
		...measureSets.performance,
		...(earned?.ok && earned.value ? (['commission'] as const) : []),
	]
	const overTime = { period: monthsUpTo(period), filters: question.filters, groupBy: 'month' as const }
	const [choices, totals, months, groups, people, plans, lost] = await Promise.all([
		figureChoices(context, staff),
		askFigures(context, staff, { ...question, measures: tiles }),
		askFigures(context, staff, { ...overTime, measures: ['mrr', ...measureSets.movements] }),
		askFigures(context, staff, { ...question, measures: did, groupBy: 'group' }),
		askFigures(context, staff, { ...question, measures: did, groupBy: 'person' }),
		askFigures(context, staff, { ...question, measures: ['mrr', ...measureSets.movements], groupBy: 'plan' }),
		askFigures(context, staff, { ...question, measures: ['churn', 'contraction', 'revenue_churn'], groupBy: 'reason' }),
	])
	const { currencies, shown } = currenciesOf(totals, asked.currency, choices.currency)
	const [mrr, ...movements] = months
	return {
		frame,
		title: say('figures.title'),
		...{ asked, period, only, picked: null },
		compared: totals[0]?.compared ?? null,
		choices: { ...choices, currencies },
		shown,
		...{ totals, months, groups, people, plans, lost },
		pictures: await Promise.all([
			mrr ? drawOverTime(mrr, shown, half) : null,
			drawMovements(
				movements.filter(({ measure }) => measure !== 'net_new'),
				shown,
				half,
			),
		]),
	}
}

/** How the company stands, what moved it, and who did it. */
export default function Figures() {
	const data = useLoaderData<typeof loader>()
	const { frame, title, asked, shown } = data
	return (
		<StaffPage frame={frame} title={title} lead={say('figures.lead')}>
			<FigureParts at="overview" />
			<FilterForm asked={asked} shown={shown} choices={data.choices} kept={{ by: asked.by, only: asked.only }} />
			<Only of={data.only} path="/staff/figures" asked={asked} />
			<p className="mb-3 text-muted">
				{writePeriod(data.period)}
				{data.compared ? ` ${say('figures.against', { period: writePeriod(data.compared) })}` : null}
			</p>
			{data.picked ? <Picked {...data} /> : <Overview {...data} />}
		</StaffPage>
	)
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

/** Several figures beside each other, as they were asked for elsewhere. */
function Picked({ picked, groupBy, inTime, shown, asked }: Extract<Data, { picked: unknown[] }>) {
	const tables = { figures: picked, currency: shown, asked }
	return (
		<>
			<Tiles {...tables} />
			{groupBy ? (
				<Section title={say('figures.picked')}>
					{inTime ? (
						<StretchTable {...tables} />
					) : (
						<Performance {...tables} caption={say('figures.picked')} dimension={groupBy} />
					)}
				</Section>
			) : null}
		</>
	)
}

function Overview(data: Extract<Data, { picked: null }>) {
	const { asked, shown, totals, months, groups, people, plans, lost, pictures } = data
	const [mrr, movements] = pictures
	const tables = { currency: shown, asked }
	return (
		<>
			<Tiles figures={totals} {...tables} />
			<div className="grid gap-x-6 gap-y-10 lg:grid-cols-2 [&>section]:mt-0 [&>section]:min-w-0">
				<Section title={say('figures.overTime', { measure: say('figures.measure.mrr') })}>
					{mrr ? (
						<Chart of={mrr}>
							<StretchTable figures={months.slice(0, 1)} {...tables} />
						</Chart>
					) : null}
				</Section>
				<Section title={say('figures.movements')}>
					<Chart of={movements}>
						<StretchTable figures={months.slice(1)} {...tables} />
					</Chart>
				</Section>
			</div>
			<Section title={say('figures.byTeam')}>
				<Performance figures={groups} caption={say('figures.byTeam')} dimension="group" {...tables} />
			</Section>
			<Section title={say('figures.byPerson')}>
				<Performance figures={people} caption={say('figures.byPerson')} dimension="person" {...tables} />
			</Section>
			<Section title={say('figures.byPlan')}>
				<Performance figures={plans} caption={say('figures.byPlan')} dimension="plan" {...tables} />
			</Section>
			<Section title={say('figures.churnByReason')}>
				{lost.every(({ rows }) => rows.every(({ currency }) => currency !== shown)) ? (
					<Empty title={say('figures.noChurn')}>{say('figures.noChurnNote')}</Empty>
				) : (
					<Performance figures={lost} caption={say('figures.churnByReason')} dimension="reason" {...tables} />
				)}
			</Section>
		</>
	)
}
