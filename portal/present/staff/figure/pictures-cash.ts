import { formatMajor } from '#core/money.ts'
import type { CashFlow } from '#core/report/cash-flow.ts'
import { cashParts } from '#core/report/cash-part.ts'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { type Picture, picture, shortMonth } from './pictures.ts'

/** Three bars a month: what falls due, what came in, what of the first is past due. */
export async function drawCashFlow({ months, currency, year }: CashFlow): Promise<Picture> {
	return await picture(
		{
			kind: 'bars',
			title: say('figures.cash.title', { year: String(year) }),
			unit: currency,
			labels: months.map(({ month }) => shortMonth(month)),
			series: cashParts.map((part) => ({
				name: say(`figures.cash.${part}`),
				values: months.map((sums) => Number(formatMajor(sums[`${part}Minor`], currency))),
			})),
		},
		{},
		['var(--edge)', 'var(--good)', 'var(--bad)'],
	)
}
