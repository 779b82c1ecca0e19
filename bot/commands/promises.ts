import { z } from 'zod'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { listed } from '../desk/listed.ts'

const most = 20
const states = ['open', 'broken', 'kept'] as const

/** What of the words says which promises are asked for; the first that fits. */
const kinds: [(typeof states)[number], RegExp][] = [
	[
		'broken',
		/broken|not kept|unkept|missed|наруш|невыполн|не выполн|сорван|不?守?未(?:兑现|履行|遵守)|违背|违约|không giữ|thất hứa|bị phá|không thực hiện/u,
	],
	['kept', /kept|fulfilled|выполн|сдерж|已(?:兑现|履行)|đã giữ|đã thực hiện/u],
	['open', /open|waiting|pending|outstanding|открыт|ожида|действу|待|进行中|đang chờ|còn hiệu lực|chưa đến hạn/u],
]

/** Promises to pay that customers gave: those that wait, were broken or kept, or all of these. */
export const promises = defineCommand({
	name: 'promises',
	says: {
		en: [
			...['promises', 'promises to pay', 'list promises', 'list of promises', 'show promises', 'show me promises'],
			...[
				'all promises',
				'* promises',
				'* promises to pay',
				'list * promises',
				'list * promises to pay',
				'show * promises',
			],
			...[
				'which promises are *',
				'which promises were *',
				'what promises are *',
				'promises that were *',
				'who promised to pay',
			],
			...[
				'payment promises',
				'* payment promises',
				'list promises to pay',
				'who broke their promise',
				'promises that are *',
			],
		],
		ru: [
			...[
				'обещания',
				'обещания заплатить',
				'обещания об оплате',
				'обещания оплаты',
				'список обещаний',
				'покажи обещания',
			],
			...['* обещания', '* обещания об оплате', 'какие обещания *', 'кто обещал заплатить', 'кто не сдержал обещание'],
			...['покажи * обещания', 'все обещания'],
		],
		zh: [
			...['付款承诺', '承诺列表', '列出承诺', '列出付款承诺', '有哪些付款承诺', '所有付款承诺', '谁承诺了付款'],
			...['*的付款承诺', '*的承诺', '哪些承诺*', '哪些付款承诺*', '列出*的承诺', '列出*的付款承诺'],
		],
		vi: [
			...[
				'lời hứa',
				'lời hứa thanh toán',
				'các lời hứa',
				'các lời hứa thanh toán',
				'danh sách lời hứa',
				'ai đã hứa trả',
			],
			...['lời hứa *', 'lời hứa thanh toán *', 'các lời hứa *', 'lời hứa nào *', 'những lời hứa nào *'],
		],
	},
	input: z.object({ state: z.enum(states).optional() }),
	read: ([said], form) => {
		const text = (said ?? (/broke|не сдержал/.test(form) ? 'broken' : '')).toLowerCase()
		if (text === '') return {}
		const [state] = kinds.find(([, words]) => words.test(text)) ?? []
		return state ? { state } : undefined
	},
	run: async (visit, { state }) => {
		const { words, language } = visit
		const asked = state ? [state] : states
		const { rows, total, query } = await listed(
			visit,
			'follow-ups',
			[
				...asked.map((one) => ['promise', one] as const),
				['sort', state === 'open' ? 'promisedOn' : '-promisedOn'],
				...['customer', 'promised', 'promisedOn', 'promise', 'author'].map((column) => ['column', column] as const),
			],
			most,
		)
		const link = { label: words.open, path: `/staff/follow-ups?${query}` }
		if (rows.length === 0) return { title: words.promises.none[state ?? 'all'], link }
		return {
			title: words.promises.title[state ?? 'all'](total),
			table: {
				columns: [
					{ title: words.found.customer },
					{ title: words.promises.amount, figures: true },
					...[{ title: words.promises.by }, { title: words.found.state }, { title: words.promises.noted }],
				],
				rows: rows.map(({ cells, currency }) => [
					cells.customer ?? '',
					currency ? amount(BigInt(cells.promised ?? 0), currency, language) : '',
					cells.promisedOn ? day(Temporal.PlainDate.from(cells.promisedOn), language, 'medium') : '',
					words.promises.state[(cells.promise ?? 'open') as (typeof states)[number]],
					cells.author ?? '',
				]),
				total,
			},
			link,
		}
	},
})
