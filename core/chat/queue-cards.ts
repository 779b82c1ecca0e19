import type { Scope } from '../act.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import type { Channel } from './account.ts'

/** A copy of a card: in the private chat of an account, whose place is not known yet, or in a group. */
export type CardCopy = { channel: Channel; accountId: string | null; place: string }

/** Wants copies to show a request as it is now, each an effect of its own, so that one that fails holds up no other. */
export async function queueCards(
	scope: Scope,
	{ requestId, revision, copies }: { requestId: string; revision: number; copies: readonly CardCopy[] },
): Promise<void> {
	permit(scope, 'staff.write')
	await queueEffects(
		scope,
		copies.map((copy) => ({
			kind: 'chat_card' as const,
			key: `chat-card:${requestId}:${revision}:${copy.channel}:${copy.accountId ?? copy.place}`,
			payload: { requestId, ...copy },
		})),
	)
}
