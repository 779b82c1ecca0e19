import { z } from 'zod'
import { type ListedCase, listCases } from '#core/collection/list.ts'
import type { Language } from '#core/company/read.ts'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { collectionWords } from '../words/collection.ts'

const most = 20

/** What the member collects, as their page has it: the most urgent first. In a group it is nobody else's to read. */
export const collection = defineCommand({
	name: 'collection',
	says: {
		en: [
			...['collection', 'collection list', 'my collection list', 'my collection', 'collection today', 'my cases'],
			...[
				'show my collection list',
				'what do i collect today',
				'who do i call today',
				'debts to collect',
				'my debtors',
			],
		],
		ru: [
			...['взыскание', 'мой список взыскания', 'список взыскания', 'взыскание сегодня', 'взыскание на сегодня'],
			...['мои дела', 'мои должники', 'кому звонить сегодня', 'кому я звоню сегодня'],
		],
		zh: ['催收', '催收列表', '我的催收', '我的催收列表', '我的催收清单', '今日催收', '今天的催收', '今天催收谁'],
		vi: [
			...['thu nợ', 'danh sách thu nợ', 'danh sách thu nợ của tôi', 'thu nợ hôm nay', 'hôm nay thu nợ ai'],
			...['hồ sơ thu nợ của tôi'],
		],
	},
	input: z.object({}),
	read: () => ({}),
	run: async ({ words, language, look, place }) => {
		const say = collectionWords[language]
		const link = { label: words.open, path: '/staff/collection' }
		if (place) return { title: words.digest.alone, link }
		const { cases, total, due } = await look(listCases, { show: 'mine', limit: most })
		if (cases.length === 0) return { title: say.none, link }
		return {
			title: say.title(due, total),
			table: {
				columns: [
					{ title: words.found.customer },
					...[{ title: say.overdue, figures: true }, { title: say.late, figures: true }, { title: say.why }],
				],
				rows: cases.map((one) => [
					one.customer.name,
					amount(one.overdueMinor, one.currency, language),
					say.days(one.daysPastDue),
					whyOf(one, language),
				]),
				total,
			},
			link,
		}
	},
})

function whyOf(of: ListedCase, language: Language): string {
	const say = collectionWords[language]
	const { reason, promisedOn, promisedMinor, nextOn, nextStep, currency } = of
	const told = (on: string) => day(Temporal.PlainDate.from(on), language, 'medium')
	const isOfPromise = reason === 'broken' || reason === 'promise'
	if (isOfPromise && promisedOn && promisedMinor !== null)
		return `${say.reason[reason]}: ${say.promised(amount(promisedMinor, currency, language), told(promisedOn))}`
	if (nextOn && reason !== 'new') return `${say.reason[reason]}: ${say.step(nextStep, told(nextOn))}`
	return say.reason[reason]
}
