import { z } from 'zod'
import { listContracts } from '#core/contract/list.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { writeAboutContract } from '#core/message/write-about-contract.ts'
import { defineCommand, type Visit } from '../command.ts'
import { findMeant, reference } from '../desk/meant.ts'
import type { Reply } from '../reply.ts'

/** Writes to a customer about a contract, after a yes; otherwise the words stay inside. */
export const answerCustomer = defineCommand({
	name: 'answer',
	says: {
		en: ['answer *: *', 'reply to *: *', 'reply *: *', 'write to *: *', 'answer', 'answer *'],
		ru: ['ответить *: *', 'ответь *: *', 'написать *: *', 'ответить'],
		zh: ['回复 *: *', '回复*: *', '回复'],
		vi: ['trả lời *: *', 'nhắn *: *', 'trả lời'],
	},
	input: z.object({
		what: z.string().max(200).default(''),
		text: z.string().max(5000).default(''),
		/** The same, asked for by a button. */
		words: z.string().max(5000).optional(),
		sure: z.enum(['send', 'keep']).optional(),
	}),
	read: ([what = '', text = '']) => ({ what, text }),
	run: async (visit, { what, words: asked, sure, ...given }) => {
		const text = given.text || (asked ?? '')
		const { words } = visit
		if (!what || !text) return { title: words.unclear.title, tone: 'bad', text: words.answer.how }
		const kinds = ['contract', 'customer'] as const
		const { named, reply } = await findMeant(visit, { what, kinds, command: 'answer', input: { text } })
		if (!named) return reply
		if (named.kind === 'customer') return await ofCustomer(visit, named, text)
		const link = { label: words.open, path: `/staff/contracts/${named.id}/messages` }
		if (sure === 'send') {
			await visit.act(writeAboutContract, { contractId: named.id, text })
			return { title: words.answer.done(named.name), tone: 'good', text, link }
		}
		if (sure === 'keep') {
			const { customerId, id: contractId } = named
			await visit.act(recordFollowUp, { customerId, contractId, kind: 'other', text, key: visit.key })
			return { title: words.note.done(`${named.name}, ${named.number}`), tone: 'good', text, link }
		}
		return {
			title: words.answer.sure(`${named.name}, ${named.number}`),
			text,
			choices: askSend(visit, named, text),
			link,
		}
	},
})

function askSend(
	{ words }: Visit,
	named: { kind: 'contract'; id: string } | { kind: string; id: string },
	text: string,
) {
	const what = `contract:${named.id}`
	return [
		{ label: words.answer.yes, tone: 'primary', command: 'answer', input: { what, text, sure: 'send' }, acts: true },
		{ label: words.answer.keep, command: 'answer', input: { what, text, sure: 'keep' }, acts: true },
		{ label: words.cancel, command: 'cancel', input: {} },
	] satisfies Reply['choices']
}

/** A customer is written to about one of their contracts. */
async function ofCustomer(
	visit: Visit,
	customer: { id: string; number: string; name: string },
	text: string,
): Promise<Reply> {
	const { words } = visit
	const { rows } = await visit.look(listContracts, { customerId: customer.id, limit: 20 })
	const seen = rows.filter(({ state }) => ['sent', 'signed', 'active', 'paused', 'ending', 'closed'].includes(state))
	if (seen.length === 0) return { title: words.answer.draft(customer.number), tone: 'bad' }
	const choices = seen.slice(0, 8).map(({ id, number, title }) => ({
		...{ label: `${number} ${title}`.trim(), command: 'answer' },
		input: { what: reference({ kind: 'contract', id }), text },
	}))
	return { title: words.unclear.which(customer.name), text, choices }
}
