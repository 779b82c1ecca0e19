import { z } from 'zod'
import type { Scope } from '#core/act.ts'
import type { Figure } from '#core/report/answer.ts'
import { findFigures } from '#core/report/figure.ts'
import { comparedPeriod } from '#core/report/periods.ts'
import { type Question, question } from '#core/report/question.ts'
import { defineCommand, type Visit } from '../command.ts'
import { chartOf, overTime } from '../desk/figure-chart.ts'
import { meansOf } from '../desk/figure-mean.ts'
import { fieldsOf, figuresLink, tableOf, titleOf } from '../desk/figure-reply.ts'
import type { Choice } from '../reply.ts'
import { languages } from '../understand/reading.ts'
import { answerWords } from '../understand/say.ts'

const input = z.object({
	question,
	/** How the sentence was understood, in the language it was asked in. */
	said: z.string().max(1000),
	language: z.enum(languages),
	/** The mean of the rows is asked for. */
	mean: z.boolean().optional(),
})

/** Figures in answer to a sentence, from the function that the console's pages use: values, change, rows, chart, link. */
export const figures = defineCommand({
	name: 'figures',
	says: { en: [], ru: [], zh: [], vi: [] },
	input,
	read: () => undefined,
	run: async (visit, asked) => {
		const { language } = asked
		const found = await visit.look(findFigures, { ...asked.question, named: language })
		const chart = chartOf(asked.question.groupBy ? found : await seriesOf(visit, asked), language)
		const table = tableOf(found, language)
		const { groupBy, where, limit } = asked.question
		const some = where !== undefined || limit !== undefined
		const means = asked.mean ? meansOf(found, language, (await visit.look(findToday, undefined)).toString()) : []
		const within = await visit.look(async ({ actor }) => (actor.kind === 'staff' ? actor.within : undefined), undefined)
		return {
			title: means[0] && found.length === 1 ? `${means[0].label}: ${means[0].value}` : titleOf(found, language, some),
			fields: [...means, ...fieldsOf(found, language, some)],
			...(table ? { table } : groupBy ? { text: answerWords(language).noRows } : {}),
			...(chart && { chart }),
			choices: comparisons(asked),
			link: { label: answerWords(language).rows, path: figuresLink(asked.question, within) },
			note: [answerWords(language).understood(asked.said), limitedIn(found, asked)].filter(Boolean).join(' '),
		}
	},
})

type Asked = z.output<typeof input>

/** Which currencies a limit was held against that names none. */
function limitedIn(found: readonly Figure[], { question: { where, filters }, language }: Asked): string {
	if (!(where?.over || where?.under) || filters.currency) return ''
	const currencies = new Set(found.flatMap(({ totals }) => totals.flatMap(({ currency }) => currency ?? [])))
	return currencies.size > 0 ? answerWords(language).eachCurrency([...currencies].join(', ')) : ''
}

const findToday = async ({ today }: Scope) => today

/** A figure without rows is drawn over the time of its period. */
async function seriesOf({ look }: Visit, { question: asked }: Asked) {
	const { order: _, limit: __, ...rest } = asked
	const [measure] = asked.measures
	return measure ? await look(findFigures, { ...rest, measures: [measure], groupBy: overTime(asked.period) }) : []
}

/** Whether it stands beside that already, however it was said. */
function isCompared(asked: Question, compare: 'before' | 'year_before'): boolean {
	const [one, other] = [comparedPeriod(asked), comparedPeriod({ ...asked, compare })]
	return one?.from === other?.from && one?.to === other?.to
}

/** The same figure beside other times, for those who want that. */
function comparisons({ question: asked, said, language, mean }: Asked): Choice[] {
	const words = answerWords(language)
	const others = [
		{ compare: 'before' as const, label: words.compareBefore },
		{ compare: 'year_before' as const, label: words.compareYear },
	]
	return others
		.filter(({ compare }) => !isCompared(asked, compare))
		.map(({ compare, label }) => ({
			label,
			command: 'figures',
			input: { question: { ...asked, compare }, said, language, ...(mean && { mean }) },
		}))
}
