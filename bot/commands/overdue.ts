import { z } from 'zod'
import { readMajor } from '#core/money.ts'
import { findOverdue } from '#core/report/overdue.ts'
import { amount } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { findMeant } from '../desk/meant.ts'

const most = 20

/** What is past due: all of it, over an amount, or of one customer. */
export const overdue = defineCommand({
	name: 'overdue',
	says: {
		en: ['overdue', 'what is overdue', 'overdue over *', 'what is overdue over *', 'overdue above *', 'overdue of *'],
		ru: [
			'просрочено',
			'что просрочено',
			'просрочено больше *',
			'что просрочено больше *',
			'просрочено свыше *',
			'просрочено *',
		],
		zh: ['逾期', '有哪些逾期', '逾期超过 *', '逾期超过*', '* 的逾期', '*的逾期'],
		vi: ['quá hạn', 'những gì quá hạn', 'quá hạn trên *', 'quá hạn hơn *', 'quá hạn của *'],
	},
	input: z.object({
		/** In major units of the company's currency. */
		above: z
			.string()
			.regex(/^\d{1,12}([.]\d{1,4})?$/)
			.optional(),
		what: z.string().max(200).optional(),
	}),
	read: ([said]) => {
		if (said === undefined) return {}
		const plain = said.replace(/[\s,'’]/g, '')
		return /^\d+([.]\d+)?$/.test(plain) ? { above: plain } : { what: said }
	},
	run: async (visit, { above, what }) => {
		const { words, language, look } = visit
		const currency = await look(async (scope) => scope.company.currency, undefined)
		const limit = above === undefined ? undefined : readMajor(above, currency)
		const over = typeof limit === 'bigint' ? { minor: limit, currency } : undefined
		const meant = what ? await findMeant(visit, { what, kinds: ['customer'], command: 'overdue' }) : undefined
		if (meant?.reply) return meant.reply
		const { rows, sums } = await look(findOverdue, {
			...(over ? { above: over } : {}),
			...(meant ? { customerId: meant.named.id } : {}),
			limit: most,
		})
		const link = { label: words.open, path: '/staff/invoices?show=overdue' }
		const aboveText = over ? amount(over.minor, currency, language) : ''
		if (rows.length === 0) return { title: over ? words.overdue.noneAbove(aboveText) : words.overdue.none, link }
		return {
			title: words.overdue.title(sums.map((sum) => amount(sum.openMinor, sum.currency, language)).join(' + ')),
			...(over ? { text: words.overdue.above(aboveText) } : {}),
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
