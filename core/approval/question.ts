import type { Scope } from '../act.ts'
import { writeAboutContract } from '../message/write-about-contract.ts'
import { queueEffect } from '../outbox/queue.ts'
import { refuse } from '../refusal.ts'
import { type LockedRequest, staffIn } from './lock.ts'
import { noteRequest } from './note.ts'
import { type Channel, seal } from './seal.ts'
import { revise, tellCards } from './tell.ts'

type Words = { text: string; channel: Channel }

/**
 * Asks whoever made the request: a customer in the conversation about the contract, a member of staff by letter. The
 * request goes on waiting. Refuses `approval.comment_missing`.
 */
export async function askAsker(scope: Scope, request: LockedRequest, { text, channel }: Words): Promise<void> {
	if (text === '') refuse('approval.comment_missing', {})
	const { contractId } = request
	if (staffIn(request.requestedBy) === null && contractId !== null)
		await writeAboutContract({ ...scope, granted: new Set(['message.write']) }, { contractId, text })
	else await tellAsker(scope, request)
	await noteRequest(scope, request, 'questioned', text)
	await tellCards(scope, await revise(scope, request))
	await seal(scope, request, { says: 'ask', channel, comment: text })
}

async function tellAsker(scope: Scope, { id, revision }: LockedRequest): Promise<void> {
	await queueEffect(scope, {
		kind: 'mail',
		key: `approval-question:${id}:${revision}`,
		payload: { letter: 'approval-question', requestId: id },
	})
}
