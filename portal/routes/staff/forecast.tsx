import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { type Forecast, findForecast } from '#core/report/forecast.ts'
import { formatMonth } from '../../present/format.ts'
import { AheadForm } from '../../present/staff/figure/ahead-form.tsx'
import { figureChoices } from '../../present/staff/figure/ask.ts'
import { cohortFilters } from '../../present/staff/figure/cohort-address.ts'
import { FigureParts } from '../../present/staff/figure/figure-parts.tsx'
import { Choice } from '../../present/staff/figure/filter-form.tsx'
import { forecastAddress, readForecastAsked } from '../../present/staff/figure/forecast-address.ts'
import { Chart } from '../../present/staff/figure/picture.tsx'
import { drawForecast } from '../../present/staff/figure/pictures-ahead.ts'
import { writeValue } from '../../present/staff/figure/value.ts'
import { FileButtons } from '../../present/staff/file-buttons.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Table } from '../../ui/table.tsx'
import { sayFigures as say } from '../../words/staff-figures.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const frame = await staffFrameOf(context, staff)
	const asked = readForecastAsked(request)
	const [choices, found] = await Promise.all([
		figureChoices(context, staff),
		look(context.books, staff.actor, findForecast, {
			...{ months: Number(asked.months), filters: cohortFilters(asked) },
			...(asked.currency && { currency: asked.currency }),
		}),
	])
	if (!found.ok) throw notFound()
	const forecasts = await Promise.all(
		found.value.map(async (forecast) => ({ forecast, picture: await drawForecast(forecast) })),
	)
	return { frame, title: say('figures.forecast'), asked, choices, forecasts }
}

/** Where MRR and the number of contracts go, and how sure that is. */
export default function ForecastPage() {
	const { frame, title, asked, choices, forecasts } = useLoaderData<typeof loader>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('figures.forecastLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/figures', label: say('figures.title') }]} />}
		>
			<FigureParts at="forecast" />
			<AheadForm
				asked={asked}
				people={choices}
				actions={<FileButtons to={(ending) => forecastAddress(`/staff/figures/forecast.${ending}`, asked)} />}
			>
				<Choice name="months" label={say('figures.monthsAhead')} value={asked.months}>
					{(['3', '6', '12', '24'] as const).map((months) => [months, months])}
				</Choice>
			</AheadForm>
			{forecasts.map(({ forecast, picture }) => (
				<Section
					key={forecast.of}
					title={say('figures.overTime', { measure: say(`figures.measure.${forecast.of}`) })}
					intro={forecast.months.length > 0 ? sayMethod(forecast) : undefined}
				>
					{forecast.months.length === 0 ? (
						<Empty title={say('figures.noForecast')}>{say('figures.noForecastNote')}</Empty>
					) : (
						<Chart of={picture} open>
							<ForecastTable of={forecast} />
						</Chart>
					)}
				</Section>
			))}
		</StaffPage>
	)
}

function sayMethod({ of, currency, meanChange, spread, past }: Forecast): string {
	const unit = of === 'mrr' ? 'money' : 'count'
	return say('figures.forecastNote', {
		count: past.length - 1,
		mean: writeValue(unit, meanChange, currency),
		spread: writeValue(unit, spread, currency),
	})
}

function ForecastTable({ of: { of, currency, months } }: { of: Forecast }) {
	const unit = of === 'mrr' ? 'money' : 'count'
	const write = (value: bigint) => writeValue(unit, value, currency)
	return (
		<Table
			caption={say('figures.asTable')}
			quietCaption
			rows={months}
			keyOf={({ month }) => month}
			columns={[
				{ key: 'month', title: say('figures.dimension.month'), cell: ({ month }) => formatMonth('en', month) },
				{ key: 'value', title: say('figures.expected'), figures: true, lead: true, cell: ({ value }) => write(value) },
				{ key: 'low', title: say('figures.low'), figures: true, cell: ({ low }) => write(low) },
				{ key: 'high', title: say('figures.high'), figures: true, cell: ({ high }) => write(high) },
				{
					key: 'agreed',
					title: say('figures.agreed'),
					figures: true,
					cell: ({ month, agreed }) => <TextLink href={addressOf(of, month)}>{write(agreed)}</TextLink>,
				},
			]}
		/>
	)
}

/** What contracts have of that month by now, with its rows. */
function addressOf(of: Forecast['of'], month: string): string {
	const last = Temporal.PlainDate.from(month).add({ months: 1 }).subtract({ days: 1 })
	return `/staff/figures/${of}?period=own&from=${month}&to=${last}#behind`
}
