import { z } from 'zod'
import { chargeNow } from '#core/dunning/charge-now.ts'
import { refuse } from '#core/refusal.ts'
import { amount } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { findInvoice, findMeantInvoice } from '../desk/invoice.ts'
import { reference } from '../desk/meant.ts'

/** Charges the saved card for an invoice, after a yes to the amount that was shown. */
export const charge = defineCommand({
	name: 'charge',
	says: {
		en: ['charge *', 'charge now *', 'charge * now', 'charge invoice *', 'charge invoice * now'],
		ru: ['списать *', 'спиши *', 'списать сейчас *', 'списать * сейчас', 'спиши * сейчас'],
		zh: ['扣款 *', '扣款*', '立即扣款 *', '立即扣款*'],
		vi: ['thu *', 'thu tiền *', 'thu ngay *', 'thu * ngay', 'thu tiền * ngay'],
	},
	input: z.object({
		what: z.string().min(1).max(200),
		sure: z.object({ minor: z.string().regex(/^\d{1,18}$/), currency: z.string().length(3) }).optional(),
	}),
	read: ([what = '']) => ({ what }),
	run: async (visit, { what, sure }) => {
		const { words, language } = visit
		const { named, reply } = await findMeantInvoice(visit, { what, command: 'charge', show: 'open' })
		if (!named) return reply
		const link = { label: words.open, path: `/staff/invoices/${named.id}` }
		if (sure) {
			const asked = { invoiceId: named.id, shownMinor: BigInt(sure.minor), currency: sure.currency }
			const { number } = await visit.act(chargeNow, asked)
			return { title: words.charge.done(number), tone: 'good', text: words.charge.next, link }
		}
		const { openMinor, currency } = await findInvoice(visit, named)
		if (openMinor <= 0n) refuse('invoice.already_settled', { number: named.number })
		const money = amount(openMinor, currency, language)
		const input = { what: reference(named), sure: { minor: openMinor.toString(), currency } }
		return {
			title: words.charge.sure(money, named.number),
			text: words.charge.text(named.name),
			choices: [
				{ label: words.charge.yes(money), tone: 'primary', command: 'charge', input, acts: true },
				{ label: words.cancel, command: 'cancel', input: {} },
			],
			link,
		}
	},
})
