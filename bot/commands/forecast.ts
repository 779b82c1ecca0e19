import { z } from 'zod'
import { formatMajor } from '#core/money.ts'
import { type Forecast, findForecast } from '#core/report/forecast.ts'
import { amount, day, quantity } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import type { Reply } from '../reply.ts'
import type { Language } from '../understand/reading.ts'
import { sayMeasure } from '../understand/say.ts'

/** Where MRR and the number of contracts go, with the band around it: as the console's page has it. */
export const forecast = defineCommand({
	name: 'forecast',
	says: {
		en: ['forecast', 'mrr forecast', 'forecast of mrr', 'forecast mrr', 'contract forecast'],
		ru: ['прогноз', 'прогноз mrr', 'прогноз по mrr', 'прогноз договоров'],
		zh: ['预测', 'MRR预测', 'MRR 预测', '合同预测'],
		vi: ['dự báo', 'dự báo mrr', 'dự báo hợp đồng'],
	},
	input: z.object({}),
	read: () => ({}),
	run: async ({ words, language, look }): Promise<Reply> => {
		const found = await look(findForecast, {})
		const link = { label: words.open, path: '/staff/figures/forecast' }
		const [mrr, contracts] = found
		if (!mrr || !contracts || mrr.months.length === 0) return { title: words.forecast.none, link }
		const cell = (of: Forecast, month: string) => {
			const told = of.months.find((one) => one.month === month)
			if (!told) return '–'
			const [value, low, high] = [told.value, told.low, told.high].map((one) => written(of, one, language))
			return `${value} (${low} – ${high})`
		}
		return {
			title: words.forecast.title,
			table: {
				columns: [
					{ title: words.forecast.month },
					...[mrr, contracts].map(({ of }) => ({ title: sayMeasure(of, language), figures: true })),
				],
				rows: mrr.months.map(({ month }) => [lastOf(month, language), cell(mrr, month), cell(contracts, month)]),
			},
			chart: drawn(mrr, language),
			link,
			note: words.forecast.note(mrr.past.length - 1),
		}
	},
})

function drawn(told: Forecast, language: Language): NonNullable<Reply['chart']> {
	const { of, currency, past, months } = told
	const all = [...past, ...months]
	return {
		kind: 'lines',
		title: sayMeasure(of, language),
		unit: currency ?? '',
		labels: all.map(({ month }) => lastOf(month, language)),
		series: [
			{
				name: sayMeasure(of, language),
				values: all.map(({ value }) => Number(currency ? formatMajor(value, currency) : value)),
				said: all.map(({ value }) => written(told, value, language)),
			},
		],
	}
}

const written = ({ currency }: Forecast, value: bigint, language: Language) =>
	currency ? amount(value, currency, language) : quantity(value.toString(), language)

/** Values stand at the end of a month. */
function lastOf(month: string, language: Language): string {
	return day(Temporal.PlainDate.from(month).add({ months: 1 }).subtract({ days: 1 }), language, 'medium')
}
