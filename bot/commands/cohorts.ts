import { z } from 'zod'
import { cohortDimensions, findCohorts, type Kept } from '#core/report/cohorts.ts'
import { amount, day, percent, quantity } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { aheadLink, aheadNote, askedAhead } from '../desk/ahead.ts'
import { labelOf } from '../desk/figure-chart.ts'
import { sayDimension } from '../understand/say.ts'

/** So many months on are told here; the console's page has every month. */
const told = [1, 3, 6, 12]

/** What is left of customers by the month in which they began: as the console's page has it. */
export const cohorts = defineCommand({
	name: 'cohorts',
	says: {
		en: ['cohorts'],
		ru: ['когорты'],
		zh: ['同期群'],
		vi: ['cohort'],
	},
	input: askedAhead.extend({ by: z.enum(cohortDimensions).default('start') }),
	read: () => ({}),
	run: async ({ words, language, look }, asked) => {
		const { by, filters } = asked
		const { rows, whole, currency } = await look(findCohorts, { by, filters })
		const link = { label: words.open, path: aheadLink('cohorts', { filters, ...(by !== 'start' && { by }) }) }
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
			title: words.cohorts.title(by === 'start' ? undefined : sayDimension(by, language)),
			table: {
				columns: [
					{ title: by === 'start' ? words.cohorts.begun : capital(sayDimension(by, language)) },
					{ title: words.cohorts.customers, figures: true },
					{ title: 'MRR', figures: true },
					...told.map((at) => ({ title: words.cohorts.after(at), figures: true })),
				],
				rows: [
					...rows.map(({ key, label, months }) =>
						line(
							by === 'start'
								? day(Temporal.PlainDate.from(key), language, 'medium')
								: labelOf({ key, label }, by, language),
							months,
						),
					),
					line(words.cohorts.all, whole),
				],
			},
			link,
			note: aheadNote(words.cohorts.note, asked, language),
		}
	},
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function hundredths(basisPoints: bigint): string {
	const text = basisPoints.toString().padStart(3, '0')
	return `${text.slice(0, -2)}.${text.slice(-2)}`
}
