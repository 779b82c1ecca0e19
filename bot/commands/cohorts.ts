import { z } from 'zod'
import { findCohorts, type Kept } from '#core/report/cohorts.ts'
import { amount, day, percent, quantity } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'

/** So many months on are told here; the console's page has every month. */
const told = [1, 3, 6, 12]

/** What is left of customers by the month in which they began: as the console's page has it. */
export const cohorts = defineCommand({
	name: 'cohorts',
	says: {
		en: ['cohorts', 'cohort', 'mrr cohorts', 'retention by cohort', 'cohort retention'],
		ru: ['когорты', 'когорта', 'когорты mrr', 'удержание по когортам'],
		zh: ['同期群', '队列', '同期群留存', '群组留存'],
		vi: ['nhóm khách theo tháng', 'cohort', 'giữ chân theo cohort'],
	},
	input: z.object({}),
	read: () => ({}),
	run: async ({ words, language, look }) => {
		const { rows, whole, currency } = await look(findCohorts, {})
		const link = { label: words.open, path: '/staff/figures/cohorts' }
		if (rows.length === 0) return { title: words.cohorts.none, link }
		const share = (kept: Kept | null | undefined) =>
			kept?.mrrBasisPoints == null ? '–' : percent(hundredths(kept.mrrBasisPoints), language)
		const line = (name: string, months: (Kept | null)[]) => [
			name,
			months[0] ? quantity(months[0].customers.toString(), language) : '–',
			months[0] ? amount(months[0].mrrMinor, currency, language) : '–',
			...told.map((at) => share(months[at])),
		]
		return {
			title: words.cohorts.title,
			table: {
				columns: [
					{ title: words.cohorts.begun },
					{ title: words.cohorts.customers, figures: true },
					{ title: 'MRR', figures: true },
					...told.map((at) => ({ title: words.cohorts.after(at), figures: true })),
				],
				rows: [
					...rows.map(({ key, months }) => line(day(Temporal.PlainDate.from(key), language, 'medium'), months)),
					line(words.cohorts.all, whole),
				],
			},
			link,
			note: words.cohorts.note,
		}
	},
})

function hundredths(basisPoints: bigint): string {
	const text = basisPoints.toString().padStart(3, '0')
	return `${text.slice(0, -2)}.${text.slice(-2)}`
}
