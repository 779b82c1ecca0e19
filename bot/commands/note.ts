import { z } from 'zod'
import { type ListedCase, listCases } from '#core/collection/list.ts'
import { logEntry } from '#core/collection/log.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { may } from '#core/permit.ts'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand, type Visit } from '../command.ts'
import { findMeant } from '../desk/meant.ts'
import { promisedMinor } from '../desk/promised.ts'
import { asEntry, asFollowUp, kindIn, readTalk, type Talk } from '../desk/read-talk.ts'
import type { Reply } from '../reply.ts'
import { talkWords } from '../words/talk.ts'

const talkKinds = ['spoke', 'no_answer', 'visited', 'message_left', 'wrote'] as const

/**
 * Keeps a record of a contact with a customer: how, with whom, when, what was promised and what comes next, as far as it was
 * said. Of a case of collection that is the speaker's own it is an entry. It touches neither money nor the customer: nothing is asked first.
 */
export const note = defineCommand({
	name: 'note',
	says: {
		en: [
			...['note *: *', 'follow up *: *', 'follow-up *: *', 'log *: *', 'note', 'note *'],
			...[
				'called *: *',
				'call with *: *',
				'spoke to *: *',
				'spoke with *: *',
				'visited *: *',
				'met *: *',
				'wrote *: *',
			],
			...['no answer from *', 'no answer from *: *', 'could not reach *', 'left a message for *: *'],
		],
		ru: [
			...['заметка *: *', 'запись *: *', 'записать *: *', 'заметка', 'заметка *'],
			...['звонок *: *', 'звонил *: *', 'звонила *: *', 'визит *: *', 'встреча *: *', '* не отвечает'],
			...['не дозвонился до *', 'не дозвонилась до *'],
		],
		zh: [
			...['备注 *: *', '备注*: *', '跟进 *: *', '备注'],
			...['致电 *: *', '致电*: *', '拜访 *: *', '拜访*: *', '* 无人接听', '*无人接听'],
		],
		vi: [
			...['ghi chú *: *', 'ghi *: *', 'ghi chú'],
			...['đã gọi *: *', 'gọi *: *', 'gặp *: *', 'thăm *: *', '* không nghe máy'],
		],
	},
	input: z.object({
		what: z.string().max(200).default(''),
		text: z.string().max(5000).default(''),
		kind: z.enum(talkKinds).optional(),
	}),
	read: ([what = '', text = ''], form) => {
		const words = form.replaceAll('*', '').replace(':', '').trim()
		const kind = kindIn(words)
		return { what, text: text || (kind ? words : ''), ...(kind && { kind }) }
	},
	run: async (visit, { what, text, kind }) => {
		const { words, language } = visit
		const say = talkWords[language]
		if (!what || !text) return { title: words.unclear.title, tone: 'bad', text: [words.note.how, say.how].join('\n') }
		const kinds = ['customer', 'contract'] as const
		const input = { text, ...(kind && { kind }) }
		const { named, reply } = await findMeant(visit, { what, kinds, command: 'note', input })
		if (!named) return reply
		const today = (await visit.look(async (scope) => scope.today, undefined)).toString()
		const read = readTalk(text, { today, language })
		const talk: Talk = { ...read, ...(kind && !read.kind && { kind }) }
		if (talk.next && !talk.next.on) return { title: say.noDay, tone: 'bad', text: say.how }
		const { customerId } = named
		const found = await ownCase(visit, customerId, talk)
		const promise = await promiseOf(visit, talk, found, named)
		const shared = {
			...(talk.next?.on ? { nextStep: talk.next.step, nextOn: talk.next.on } : {}),
			...(talk.on ? { happenedOn: talk.on } : {}),
			...(promise ? { promise } : {}),
			key: visit.key,
		}
		if (found) {
			const entry = { caseId: found.id, kind: asEntry(talk.kind), note: text, ...shared }
			await visit.note(logEntry, { ...entry, ...(talk.spokenTo ? { spokenTo: talk.spokenTo } : {}) })
		} else {
			const contractId = named.kind === 'contract' ? named.id : null
			const follow = { customerId, contractId, kind: talk.kind ? asFollowUp[talk.kind] : ('other' as const), text }
			await visit.note(recordFollowUp, { ...follow, ...shared })
		}
		const page = named.kind === 'contract' ? 'contracts' : 'customers'
		const path = found ? `/staff/collection/${found.id}` : `/staff/${page}/${named.id}`
		const name = named.kind === 'contract' ? `${named.name}, ${named.number}` : named.name
		return {
			...{ title: found ? say.doneCase(name) : words.note.done(name), tone: 'good', text },
			...fieldsOf(visit, talk, promise),
			link: { label: words.open, path },
		}
	},
})

/** The speaker's own open case with the customer: in the currency of what was promised, where there are several. */
async function ownCase({ look }: Visit, customerId: string, { promise }: Talk): Promise<ListedCase | undefined> {
	const cases = await look(
		async (scope) =>
			may(scope.actor, 'collection.work')
				? (await listCases(scope, { show: 'mine', customerId, limit: 20 })).cases
				: [],
		undefined,
	)
	const wanted = [promise?.amount?.currency ?? []].flat()
	return cases.find(({ currency }) => wanted.includes(currency)) ?? cases[0]
}

type Kept = { amountMinor: bigint; currency: string; on: string }

async function promiseOf(
	visit: Visit,
	{ promise }: Talk,
	found: ListedCase | undefined,
	{ customerId, number }: { customerId: string; number: string },
): Promise<Kept | undefined> {
	if (!promise) return undefined
	const owed = found
		? { currency: found.currency, openMinor: found.overdueMinor }
		: await visit.look(findCustomerForStaff, { id: customerId })
	const { currency, openMinor } = owed
	const amountMinor = promise.amount ? promisedMinor(promise.amount, currency, number) : openMinor
	return { amountMinor, currency, on: promise.on }
}

/** What was read of the words, so that whoever said them sees it. */
function fieldsOf({ language }: Visit, talk: Talk, promise: Kept | undefined): Pick<Reply, 'fields'> {
	const say = talkWords[language]
	const told = (on: string) => day(Temporal.PlainDate.from(on), language)
	const fields = [
		...(talk.kind ? [{ label: say.contact, value: say.kinds[talk.kind] }] : []),
		...(talk.spokenTo ? [{ label: say.spokenTo, value: talk.spokenTo }] : []),
		...(talk.on ? [{ label: say.day, value: told(talk.on) }] : []),
		...(promise
			? [
					{
						label: say.promised,
						value: say.by(amount(promise.amountMinor, promise.currency, language), told(promise.on)),
					},
				]
			: []),
		...(talk.next?.on ? [{ label: say.next, value: say.by(talk.next.step, told(talk.next.on)) }] : []),
	]
	return fields.length > 0 ? { fields } : {}
}
