import type { Scope } from '../act.ts'
import { writeAboutContract } from '../message/write-about-contract.ts'
import { queueEffect } from '../outbox/queue.ts'
import { refuse } from '../refusal.ts'
import { isByCustomer, type LockedRequest, lockRequest, staffIn } from './lock.ts'
import { noteRequest } from './note.ts'
import { type Channel, seal } from './seal.ts'
import { requireSeen } from './seen-requests.ts'
import { actorName, revise, tellCards } from './tell.ts'

type Words = { text: string; channel: Channel }

/**
 * Asks whoever made the request: a customer in the conversation about the contract, a member of staff by letter. What the
 * product or another system asked for is nobody's to explain, least of all the customer's. The request goes on waiting. Refuses `approval.comment_missing`, `approval.nobody_to_ask`.
 */
export async function askAsker(scope: Scope, request: LockedRequest, { text, channel }: Words): Promise<void> {
	if (text === '') refuse('approval.comment_missing', {})
	const { contractId } = request
	if (isByCustomer(request.requestedBy) && contractId !== null)
		await writeAboutContract({ ...scope, granted: new Set(['message.write']) }, { contractId, text })
	else await tellAsker(scope, request, text)
	await noteRequest(scope, request, 'questioned', text)
	await tellCards(scope, await revise(scope, request))
	await seal(scope, request, { says: 'ask', channel, comment: text })
}

async function tellAsker(scope: Scope, { id, revision, requestedBy }: LockedRequest, text: string): Promise<void> {
	const userId = staffIn(requestedBy)
	if (userId === null) return refuse('approval.nobody_to_ask', {})
	const by = await actorName(scope)
	await queueEffect(scope, {
		kind: 'mail',
		key: `approval-question:${id}:${revision}`,
		payload: { letter: 'request-news', requestId: id, userId, news: 'question', name: by, comment: text },
	})
}

/**
 * What the member of staff who made the request says to a question. Refuses `not_found`, `approval.decided`,
 * `approval.comment_missing`, `not_permitted` for others.
 */
export async function answerQuestion(scope: Scope, input: { id: string } & Words): Promise<void> {
	const request = await lockRequest(scope, input.id)
	const text = input.text.trim().slice(0, 1000)
	const { actor } = scope
	if (actor.kind !== 'staff' || request.requestedBy !== `staff:${actor.userId}`) {
		await requireSeen(scope, request)
		refuse('not_permitted', { action: 'approval.answer' })
	}
	if (request.state !== 'waiting') refuse('approval.decided', { decision: request.state })
	if (text === '') refuse('approval.comment_missing', {})
	await noteRequest(scope, request, 'answered', text)
	await tellCards(scope, await revise(scope, request))
	await seal(scope, request, { says: 'answer', channel: input.channel, comment: text })
}
