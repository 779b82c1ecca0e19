import { z } from 'zod'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { listed } from '../desk/listed.ts'
import { daysAhead, readAhead } from '../desk/read-ahead.ts'

const most = 20
const each = (heads: readonly string[], tails: readonly string[]) =>
	heads.flatMap((head) => tails.flatMap((tail) => [`${head} ${tail}`, `${head} ${tail} *`]))

/** Contracts in force whose term ends soon, within so many days, or in a month, quarter or year. */
export const expiring = defineCommand({
	name: 'expiring',
	says: {
		en: [
			...each(
				[
					'which contracts',
					'what contracts',
					'contracts',
					'contracts that',
					'show contracts',
					'list contracts',
					'show contracts that',
					'list contracts that',
				],
				[
					...[
						'expire',
						'end',
						'run out',
						'expiring',
						'ending',
						'are expiring',
						'are ending',
						'will expire',
						'will end',
					],
					...['are up for renewal', 'up for renewal', 'are about to expire', 'about to expire', 'are running out'],
				],
			),
			...['expiring contracts', 'ending contracts', 'contracts expiring', 'upcoming renewals', 'renewals *'],
		],
		ru: [
			...each(
				['какие договоры', 'договоры', 'договоры, которые', 'какие контракты', 'покажи договоры', 'список договоров'],
				['истекают', 'заканчиваются', 'кончаются', 'истекающие', 'завершаются', 'истекут', 'закончатся'],
			),
			...['истекающие договоры', 'какие договоры * истекают', 'какие договоры * заканчиваются', 'договоры * истекают'],
			...['у каких договоров истекает срок', 'у каких договоров истекает срок *', 'у каких договоров * истекает срок'],
		],
		zh: [
			...['哪些合同*到期', '什么合同*到期', '合同*到期', '*到期的合同', '有哪些合同*到期', '哪些合同会在*到期'],
			...['*到期的合同有哪些', '有哪些*到期的合同', '即将到期的合同', '合同到期', '哪些合同*要到期'],
		],
		vi: [
			...each(
				['hợp đồng nào', 'những hợp đồng nào', 'các hợp đồng', 'hợp đồng'],
				['hết hạn', 'sắp hết hạn', 'sẽ hết hạn', 'đáo hạn', 'sắp đáo hạn', 'kết thúc', 'sắp kết thúc'],
			),
		],
	},
	input: z.object({
		unit: z.enum(['day', 'week', 'month', 'quarter', 'year']),
		count: z.number().int().min(1).max(999).optional(),
		shift: z.union([z.literal(0), z.literal(1)]).optional(),
	}),
	read: ([said = '']) => readAhead(said),
	run: async (visit, asked) => {
		const { words, language, look } = visit
		const { from, to } = daysAhead(await look(async ({ today }) => today, undefined), asked)
		const { rows, total, query } = await listed(
			visit,
			'contracts',
			[
				...['active', 'paused', 'ending'].map((state) => ['state', state] as const),
				...[['ends.from', from.toString()] as const, ['ends.to', to.toString()] as const, ['sort', 'ends'] as const],
				...['number', 'customer', 'ends', 'renewal', 'owner', 'mrr'].map((column) => ['column', column] as const),
			],
			most,
		)
		const link = { label: words.open, path: `/staff/contracts?${query}` }
		const [first, last] = [day(from, language), day(to, language)]
		if (rows.length === 0) return { title: words.expiring.none(first, last), link }
		return {
			title: words.expiring.title(total, first, last),
			table: {
				columns: [
					...[{ title: words.found.contract }, { title: words.found.customer }, { title: words.found.ends }],
					...[{ title: words.expiring.after }, { title: words.found.owner }],
					{ title: words.found.mrr, figures: true },
				],
				rows: rows.map(({ cells, currency }) => [
					...[cells.number ?? '', cells.customer ?? ''],
					cells.ends ? day(Temporal.PlainDate.from(cells.ends), language, 'medium') : '',
					words.expiring.renewal[(cells.renewal ?? 'none') as 'none' | 'tacit' | 'quote'],
					cells.owner ?? words.found.none,
					currency ? amount(BigInt(cells.mrr ?? 0), currency, language) : '',
				]),
				total,
			},
			link,
		}
	},
})
