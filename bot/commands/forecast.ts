import { z } from 'zod'
import { formatMajor } from '#core/money.ts'
import { type Forecast, findForecast } from '#core/report/forecast.ts'
import { amount, day, quantity } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { aheadLink, aheadNote, askedAhead } from '../desk/ahead.ts'
import type { Reply } from '../reply.ts'
import type { Language } from '../understand/reading.ts'
import { sayMeasure } from '../understand/say.ts'

/** Months that are told where it is not said how many, and the most there are. */
const usual = 6
const most = 24
/** As the console's page offers them. */
const pageMonths = [3, 6, 12, 24]

/** Where MRR and the number of contracts go, with the band around it: as the console's page has it. */
export const forecast = defineCommand({
	name: 'forecast',
	says: {
		en: ['forecast'],
		ru: ['прогноз'],
		zh: ['预测'],
		vi: ['dự báo'],
	},
	/** `until` is the day after the last that is asked for. */
	input: askedAhead.extend({ until: z.iso.date().optional() }),
	read: () => ({}),
	run: async ({ words, language, look }, asked): Promise<Reply> => {
		const { filters, until } = asked
		const today = await look(async (scope) => scope.today, undefined)
		const wanted = until ? monthsUntil(today, until) : usual
		if (wanted > most) return { title: words.forecast.far(most), tone: 'bad' }
		const found = await look(findForecast, { months: wanted, filters })
		const shown = pageMonths.find((months) => months >= wanted) ?? most
		const link = {
			label: words.open,
			path: aheadLink('forecast', { filters, ...(shown !== usual && { months: String(shown) }) }),
		}
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
					...[mrr, contracts].map(({ of }) => ({ title: capital(sayMeasure(of, language)), figures: true })),
				],
				rows: mrr.months.map(({ month }) => [lastOf(month, language), cell(mrr, month), cell(contracts, month)]),
			},
			chart: drawn(mrr, language),
			link,
			note: aheadNote(words.forecast.note(mrr.past.length - 1), asked, language),
		}
	},
})

/** Months from the running one to the last that is asked for. */
function monthsUntil(today: Temporal.PlainDate, until: string): number {
	const last = Temporal.PlainDate.from(until).subtract({ days: 1 })
	return Math.max(1, (last.year - today.year) * 12 + last.month - today.month + 1)
}

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

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const written = ({ currency }: Forecast, value: bigint, language: Language) =>
	currency ? amount(value, currency, language) : quantity(value.toString(), language)

/** Values stand at the end of a month. */
function lastOf(month: string, language: Language): string {
	return day(Temporal.PlainDate.from(month).add({ months: 1 }).subtract({ days: 1 }), language, 'medium')
}
