import { z } from 'zod'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { defineCommand } from '../command.ts'
import { findMeant } from '../desk/meant.ts'

/** Keeps a record of a contact with a customer. It touches neither money nor the customer: nothing is asked first. */
export const note = defineCommand({
	name: 'note',
	says: {
		en: ['note *: *', 'follow up *: *', 'follow-up *: *', 'log *: *', 'note', 'note *'],
		ru: ['заметка *: *', 'запись *: *', 'записать *: *', 'заметка', 'заметка *'],
		zh: ['备注 *: *', '备注*: *', '跟进 *: *', '备注'],
		vi: ['ghi chú *: *', 'ghi *: *', 'ghi chú'],
	},
	input: z.object({
		what: z.string().max(200).default(''),
		text: z.string().max(5000).default(''),
		kind: z.enum(['call', 'visit', 'message', 'other']).default('other'),
	}),
	read: ([what = '', text = '']) => ({ what, text }),
	run: async (visit, { what, text, kind }) => {
		const { words } = visit
		if (!what || !text) return { title: words.unclear.title, tone: 'bad', text: words.note.how }
		const kinds = ['customer', 'contract'] as const
		const { named, reply } = await findMeant(visit, { what, kinds, command: 'note', input: { text, kind } })
		if (!named) return reply
		await visit.note(recordFollowUp, {
			customerId: named.customerId,
			contractId: named.kind === 'contract' ? named.id : null,
			...{ kind, text, key: visit.key },
		})
		const page = named.kind === 'contract' ? 'contracts' : 'customers'
		return {
			title: words.note.done(named.kind === 'contract' ? `${named.name}, ${named.number}` : named.name),
			...{ tone: 'good', text, link: { label: words.open, path: `/staff/${page}/${named.id}` } },
		}
	},
})
