import { z } from 'zod'
import { remindNow } from '#core/dunning/remind-now.ts'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { findInvoice, findMeantInvoice } from '../desk/invoice.ts'
import { reference } from '../desk/meant.ts'

/** Mails a reminder of an open invoice, after a yes. */
export const remind = defineCommand({
	name: 'remind',
	says: {
		en: [
			...['remind *', 'remind now *', 'remind * now', 'remind of *', 'remind invoice *', 'remind of invoice *'],
			...['send reminder *', 'send a reminder for *'],
		],
		ru: [
			...['напомнить *', 'напомни *', 'напомнить о *', 'напомнить о счёте *'],
			...['напомнить сейчас *', 'напомнить * сейчас'],
		],
		zh: ['催款 *', '催款*', '立即催款 *', '立即催款*', '提醒 *'],
		vi: ['nhắc *', 'nhắc thanh toán *', 'nhắc ngay *', 'nhắc * ngay', 'nhắc hóa đơn *'],
	},
	input: z.object({ what: z.string().min(1).max(200), sure: z.literal(true).optional() }),
	read: ([what = '']) => ({ what }),
	run: async (visit, { what, sure }) => {
		const { words, language } = visit
		const { named, reply } = await findMeantInvoice(visit, { what, command: 'remind', show: 'open' })
		if (!named) return reply
		const link = { label: words.open, path: `/staff/invoices/${named.id}` }
		if (sure) {
			const { number } = await visit.act(remindNow, { invoiceId: named.id })
			return { title: words.remind.done(number), tone: 'good', link }
		}
		const invoice = await findInvoice(visit, named)
		const input = { what: reference(named), sure: true }
		return {
			title: words.remind.sure(named.number, named.name),
			text: words.remind.open(amount(invoice.openMinor, invoice.currency, language), day(invoice.dueOn, language)),
			choices: [
				{ label: words.remind.yes, tone: 'primary', command: 'remind', input, acts: true },
				{ label: words.cancel, command: 'cancel', input: {} },
			],
			link,
		}
	},
})
