import type { Scope } from '../act.ts'
import { writeMessage } from '../message/write.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readQuote } from './read.ts'

export type TalkAboutQuote = { id: string; text: string }

/**
 * A question of the customer's, or the company's answer, and a letter to the other side. Refuses `not_found`,
 * `link.view_only`, `message.empty`, `message.too_long`; about a draft `quote.not_allowed_in_state`.
 */
export async function talkAboutQuote(scope: Scope, { id, text }: TalkAboutQuote): Promise<{ id: string }> {
	permit(scope, 'quote.read')
	permit(scope, 'message.write')
	const quote = await readQuote(scope, id)
	if (quote.sentAt === null) refuse('quote.not_allowed_in_state', { number: quote.number, state: quote.state })
	const { customerId, forContractId: contractId } = quote
	const message = await writeMessage(scope, { subject: { kind: 'quote', id }, customerId, contractId, text })
	const asked = scope.actor.kind === 'contact' || scope.actor.kind === 'link'
	const letter = asked ? 'quote-question' : 'quote-answered'
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:${letter}:${message.id}`,
		payload: { letter, quoteId: id, messageId: message.id },
	})
	return message
}
