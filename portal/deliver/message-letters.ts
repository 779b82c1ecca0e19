import { findMessageLetter } from '#core/message/letter-facts.ts'
import { NotYet } from '#core/outbox/deliver.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { findAskedFacts, findLowRating } from '#core/rating/letter-facts.ts'
import type { Language } from '#emails/words/language.ts'
import { type Desk, read } from './desk.ts'
import { linkFor, sendLetter } from './send.ts'

type Written = Extract<QueuedLetter, { letter: 'message-received' | 'message-answered' }>

/**
 * What was written about a contract in ten minutes, once they are over, to those of the other side who have not read it
 * meanwhile.
 */
export async function sendMessages(desk: Desk, key: string, { letter, contractId, until }: Written): Promise<void> {
	const end = Temporal.Instant.from(until)
	const now = await read(desk, async (scope) => scope.now, undefined)
	const seconds = Math.ceil(now.until(end).total('seconds'))
	if (seconds > 0) throw new NotYet('More may be written until then', seconds)
	const ofCustomer = letter === 'message-received'
	const by = ofCustomer ? 'customer' : 'company'
	const facts = await read(desk, findMessageLetter, { contractId, by, until: end })
	const { contract, customerId, customerName, messages, readers } = facts
	if (messages.length === 0) return
	for (const [index, reader] of readers.entries()) {
		const own = reader.contactId ? key : `${key}:${index}`
		await sendLetter(desk, letter, own, [reader], async () => ({
			contractNumber: contract.number,
			customerName,
			messages: messages.map(({ authorName, text, files }) => ({ authorName, text, files })),
			url: ofCustomer
				? `${desk.publicUrl}/staff/contracts/${contractId}/messages`
				: `${await linkFor(desk, reader, { customerId, subject: { kind: 'contract', id: contractId }, scope: 'pay' })}?to=messages`,
		}))
	}
}

type Asked = Extract<QueuedLetter, { letter: 'rating-asked' }>

/** How satisfied somebody is, unless they have turned such letters off meanwhile. */
export async function sendRatingQuestion(desk: Desk, key: string, queued: Asked): Promise<void> {
	const { contactId, contractId, subjectId, to, language, stage, secrets } = queued
	const about = { contactId, contractId, stage, subjectId }
	const { wanted, contractTitle, contractNumber } = await read(desk, findAskedFacts, about)
	if (!wanted) return
	const reader = { contactId, ...to, language: language as Language }
	await sendLetter(desk, 'rating-asked', key, [reader], async () => ({
		stage,
		contract: contractTitle || contractNumber,
		rateUrl: `${desk.publicUrl}/rate/${secrets.token}`,
	}))
}

/** A low rating, to whoever looks after the customer. */
export async function sendLowRating(desk: Desk, key: string, requestId: string): Promise<void> {
	const found = await read(desk, findLowRating, { id: requestId })
	if (!found) return
	const { readers, customerId, ...facts } = found
	for (const [index, reader] of readers.entries())
		await sendLetter(desk, 'rating-low', `${key}:${index}`, [reader], async () => ({
			...facts,
			url: `${desk.publicUrl}/staff/customers/${customerId}`,
		}))
}
