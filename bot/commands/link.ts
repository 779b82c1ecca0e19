import { z } from 'zod'
import { sendLink } from '#core/sign-in/send-link.ts'
import { defineCommand } from '../command.ts'
import { findMeant, reference } from '../desk/meant.ts'

/** Mails the customer a secure link to a contract, after a yes. */
export const link = defineCommand({
	name: 'link',
	says: {
		en: ['link to *', 'send link to *', 'send link for *', 'send the link to *', 'link *'],
		ru: [
			...['ссылка на *', 'ссылка для *', 'ссылка *', 'отправить ссылку *', 'отправь ссылку *'],
			...['отправить ссылку на *', 'отправь ссылку на *', 'отправить ссылку для *', 'отправь ссылку для *'],
		],
		zh: ['链接 *', '链接*', '发送链接 *', '发送链接*', '发送链接给 *', '发送链接给*', '给 * 发送链接', '给*发送链接'],
		vi: ['liên kết *', 'gửi liên kết *', 'gửi liên kết cho *', 'gửi liên kết đến *', 'liên kết cho *'],
	},
	input: z.object({ what: z.string().min(1).max(200), sure: z.literal(true).optional() }),
	read: ([what = '']) => ({ what }),
	run: async (visit, { what, sure }) => {
		const { words } = visit
		const { named, reply } = await findMeant(visit, { what, kinds: ['contract'], command: 'link' })
		if (!named) return reply
		const page = { label: words.open, path: `/staff/contracts/${named.id}` }
		if (sure) {
			const sent = { contractId: named.id, contactId: null, scope: 'pay', key: visit.key } as const
			const { emails } = await visit.act(sendLink, sent)
			const title = emails.length > 0 ? words.link.done(emails.join(', ')) : words.link.doneTo(named.name)
			return { title, tone: 'good', link: page }
		}
		const input = { what: reference(named), sure: true }
		return {
			title: words.link.sure(named.number, named.name),
			text: words.link.text,
			choices: [
				{ label: words.link.yes, tone: 'primary', command: 'link', input, acts: true },
				{ label: words.cancel, command: 'cancel', input: {} },
			],
			link: page,
		}
	},
})
