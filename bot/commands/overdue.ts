import { z } from 'zod'
import { readMajor } from '#core/money.ts'
import { findOverdue } from '#core/report/overdue.ts'
import { amount } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { findMeant } from '../desk/meant.ts'

const most = 20

/** What is past due: all of it, over an amount, for more than so many days, or of one customer. */
export const overdue = defineCommand({
	name: 'overdue',
	says: {
		en: [
			...['overdue', 'what is overdue', 'overdue over *', 'what is overdue over *', 'overdue above *', 'overdue of *'],
			...[
				'overdue more than * days',
				'overdue by more than * days',
				'overdue for more than * days',
				'overdue over * days',
			],
			...['more than * days overdue', 'what is more than * days overdue', 'what is overdue for more than * days'],
			...['invoices more than * days overdue', 'invoices overdue more than * days'],
		],
		ru: [
			'просрочено',
			'что просрочено',
			'просрочено больше *',
			'что просрочено больше *',
			'просрочено свыше *',
			'просрочено *',
			...['просрочено больше * дней', 'просрочено более * дней', 'что просрочено больше чем на * дней'],
			...['просрочено больше чем на * дней', 'просрочено более чем на * дней', 'просрочка больше * дней'],
		],
		zh: [
			...['逾期', '有哪些逾期', '逾期超过 *', '逾期超过*', '* 的逾期', '*的逾期'],
			...['逾期超过 * 天', '逾期超过*天', '哪些逾期超过*天', '有哪些逾期超过*天'],
		],
		vi: [
			...['quá hạn', 'những gì quá hạn', 'quá hạn trên *', 'quá hạn hơn *', 'quá hạn của *'],
			...['quá hạn hơn * ngày', 'quá hạn trên * ngày', 'những gì quá hạn hơn * ngày', 'hóa đơn quá hạn hơn * ngày'],
		],
	},
	input: z.object({
		/** In major units of the company's currency. */
		above: z
			.string()
			.regex(/^\d{1,12}([.]\d{1,4})?$/)
			.optional(),
		/** Only what is past due for longer, in days. */
		days: z.coerce.number().int().min(0).max(36_500).optional(),
		what: z.string().max(200).optional(),
	}),
	read: ([said], form) => {
		if (said === undefined) return {}
		const days = /^(\d{1,5})\s*(?:days?|дн(?:ей|я|\.)?|день|天(?:的(?:客户|账单|发票|款项)?)?|ngày)$/i.exec(said)
		if (days) return { days: days[1] }
		if (/days|дней|天|ngày/.test(form)) return /^\d{1,5}$/.test(said) ? { days: said } : undefined
		const plain = said.replace(/[\s,'’]/g, '')
		return /^\d+([.]\d+)?$/.test(plain) ? { above: plain } : { what: said }
	},
	run: async (visit, { above, days, what }) => {
		const { words, language, look } = visit
		const currency = await look(async (scope) => scope.company.currency, undefined)
		const limit = above === undefined ? undefined : readMajor(above, currency)
		const over = typeof limit === 'bigint' ? { minor: limit, currency } : undefined
		const meant = what ? await findMeant(visit, { what, kinds: ['customer'], command: 'overdue' }) : undefined
		if (meant?.reply) return meant.reply
		const { rows, sums } = await look(findOverdue, {
			...(over ? { above: over } : {}),
			...(days === undefined ? {} : { days }),
			...(meant ? { customerId: meant.named.id } : {}),
			limit: most,
		})
		const link = { label: words.open, path: '/staff/invoices?state=overdue' }
		const aboveText = over ? amount(over.minor, currency, language) : ''
		const chosen = over ? words.overdue.above(aboveText) : days === undefined ? undefined : words.overdue.longer(days)
		if (rows.length === 0) {
			const none = over ? words.overdue.noneAbove(aboveText) : words.overdue.none
			return { title: days === undefined ? none : words.overdue.noneLonger(days), link }
		}
		return {
			title: words.overdue.title(sums.map((sum) => amount(sum.openMinor, sum.currency, language)).join(' + ')),
			...(chosen ? { text: chosen } : {}),
			table: {
				columns: [
					{ title: words.overdue.invoice },
					{ title: words.overdue.customer },
					{ title: words.overdue.days, figures: true },
					{ title: words.overdue.open, figures: true },
				],
				rows: rows.map((row) => [
					...[row.number, row.customerName, String(row.days)],
					amount(row.openMinor, row.currency, language),
				]),
				total: sums.reduce((count, sum) => count + sum.count, 0),
			},
			link,
		}
	},
})
