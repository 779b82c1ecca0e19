import type { Scope } from '../act.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import type { Channel } from './account.ts'

/**
 * A copy of a card: in the private chat of an account, whose place is not known yet, or in a group. `stands`: it is brought
 * up to date where it is, and sent nowhere.
 */
export type CardCopy = { channel: Channel; accountId: string | null; place: string; stands?: boolean }

type QueueCards = {
	requestId: string
	revision: number
	copies: readonly CardCopy[]
	/** Why it is wanted once more, where the revision has been brought already. */
	because?: string
}

/** Wants copies to show a request as it is now, each an effect of its own, so that one that fails holds up no other. */
export async function queueCards(scope: Scope, { requestId, revision, copies, because }: QueueCards): Promise<void> {
	permit(scope, 'staff.write')
	await queueEffects(
		scope,
		copies.map((copy) => ({
			kind: 'chat_card' as const,
			key: `chat-card:${requestId}:${revision}:${copy.channel}:${copy.accountId ?? copy.place}${because ? `:${because}` : ''}`,
			payload: { requestId, ...copy },
		})),
	)
}
