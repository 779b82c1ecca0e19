import { z } from 'zod'
import { sendInvoiceAgain } from '#core/invoice/send-again.ts'
import { defineCommand } from '../command.ts'
import { findMeantInvoice } from '../desk/invoice.ts'
import { reference } from '../desk/meant.ts'

/** Mails an invoice to its customer once more, after a yes. */
export const send = defineCommand({
	name: 'send',
	says: {
		en: ['send invoice *', 'send *', 'resend *', 'resend invoice *'],
		ru: ['отправить счёт *', 'отправить счет *', 'отправь счёт *', 'отправь счет *', 'выслать счёт *'],
		zh: ['发送账单 *', '发送账单*', '重发账单 *', '发送发票 *', '发送发票*', '重发发票 *'],
		vi: ['gửi hóa đơn *', 'gửi lại hóa đơn *', 'gửi lại *'],
	},
	input: z.object({ what: z.string().min(1).max(200), sure: z.literal(true).optional() }),
	read: ([what = '']) => ({ what }),
	run: async (visit, { what, sure }) => {
		const { words } = visit
		const { named, reply } = await findMeantInvoice(visit, { what, command: 'send' })
		if (!named) return reply
		const link = { label: words.open, path: `/staff/invoices/${named.id}` }
		if (sure) {
			const { number } = await visit.act(sendInvoiceAgain, { invoiceId: named.id, key: visit.key })
			return { title: words.send.done(number), tone: 'good', link }
		}
		const input = { what: reference(named), sure: true }
		return {
			title: words.send.sure(named.number, named.name),
			choices: [
				{ label: words.send.yes, tone: 'primary', command: 'send', input, acts: true },
				{ label: words.cancel, command: 'cancel', input: {} },
			],
			link,
		}
	},
})
