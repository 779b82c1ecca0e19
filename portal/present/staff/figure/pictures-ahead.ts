import { formatMajor } from '#core/money.ts'
import type { Cohorts } from '#core/report/cohorts.ts'
import type { Forecast } from '#core/report/forecast.ts'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { type Picture, picture, shortMonth } from './pictures.ts'

/** What is left of all cohorts together, in money and in customers. */
export async function drawCohorts({ whole }: Cohorts): Promise<Picture> {
	const told = whole.filter((kept) => kept !== null)
	const percent = (value: bigint | null) => (value === null ? null : Number(value) / 100)
	return await picture(
		{
			kind: 'lines',
			title: say('figures.kept'),
			unit: '%',
			labels: told.map((_, month) => String(month)),
			series: [
				{ name: say('figures.measure.mrr'), values: told.map((kept) => percent(kept.mrrBasisPoints)) },
				{ name: say('figures.measure.customers'), values: told.map((kept) => percent(kept.customersBasisPoints)) },
			],
		},
		{},
		['var(--accent)', 'var(--edge)'],
	)
}

/** The past, what is expected with its band, and what contracts have by now. */
export async function drawForecast({ of, currency, past, months }: Forecast): Promise<Picture> {
	const drawn = (value: bigint) => (currency ? Number(formatMajor(value, currency)) : Number(value))
	const none = <Of>(items: readonly Of[]) => items.map(() => null)
	const [before, last] = [past.slice(0, -1), past.slice(-1)]
	const title = say('figures.overTime', { measure: say(`figures.measure.${of}`) })
	const from = last.map(({ value }) => drawn(value))
	return await picture(
		{
			kind: 'lines',
			title,
			unit: currency ?? '',
			labels: [...past, ...months].map(({ month }) => shortMonth(month)),
			series: [
				{ name: say('figures.past'), values: [...past.map(({ value }) => drawn(value)), ...none(months)] },
				{
					name: say('figures.expected'),
					values: [...none(before), ...from, ...months.map(({ value }) => drawn(value))],
				},
			],
			band: {
				low: [...none(before), ...from, ...months.map(({ low }) => drawn(low))],
				high: [...none(before), ...from, ...months.map(({ high }) => drawn(high))],
			},
		},
		{},
		['var(--accent)', 'var(--edge)'],
	)
}
