import type { Scope } from '../act.ts'
import { type Effect, queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import type { Channel } from './account.ts'

/**
 * A copy of a card: in the private chat of an account, whose place is not known yet, or in a group. `stands`: it is brought
 * up to date where it is, and sent nowhere.
 */
export type CardCopy = { channel: Channel; accountId: string | null; place: string; stands?: boolean }

type QueueCard = {
	requestId: string
	revision: number
	copy: CardCopy
	/** Why it is wanted once more, where the revision has been brought already. */
	because: string
}

/** Wants a copy to show a request as it is now, though its revision has been brought. */
export async function queueCard(scope: Scope, { requestId, revision, copy, because }: QueueCard): Promise<void> {
	permit(scope, 'staff.write')
	const { key, ...effect } = cardEffect({ requestId, revision }, copy)
	await queueEffect(scope, { ...effect, key: `${key}:${because}` })
}

/** An effect of its own for each copy, so that one that fails holds up no other. */
export function cardEffect({ requestId, revision }: { requestId: string; revision: number }, copy: CardCopy): Effect {
	const { channel, accountId, place } = copy
	return {
		kind: 'chat_card',
		key: `chat-card:${requestId}:${revision}:${channel}:${accountId ?? place}`,
		payload: { requestId, ...copy },
	}
}
