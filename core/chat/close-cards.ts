import type { Scope } from '../act.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import type { Account, Channel } from './account.ts'

type Standing = {
	requestId: string
	revision: number
	channel: Channel
	accountId: string
	place: string
	/** When its account was unlinked; null where its owner has left. */
	unlinked: string | null
}

/**
 * Wants the cards in private chats that speak for nobody any more to say so: of an account that is unlinked, or of a member
 * who has left. Asked in the transaction in which that happens. What is decided already says how it ended, and stays.
 */
export async function closeCards(scope: Scope, of: { userId: string } | Account): Promise<void> {
	permit(scope, 'chat.link')
	const { sql } = scope
	const whose =
		'userId' in of
			? sql`staff_user.id = ${of.userId}`
			: sql`chat_account.channel = ${of.channel} and chat_account.team = ${of.team} and chat_account.account = ${of.account}`
	const standing = await sql<Standing[]>`
		select distinct request.id as "requestId", request.revision, chat_message.channel, account_id as "accountId", place,
			unlinked_at::text as unlinked
		from chat_message
		join approval_request request on request.id = chat_message.subject_id and request.state = 'waiting'
		join chat_account on chat_account.id = account_id
		join staff_user on staff_user.id = chat_account.user_id
		where chat_message.subject_kind = 'approval_request' and message not like 'pending:%' and ${whose}
			and (unlinked_at is not null or left_at is not null)`
	await queueEffects(
		scope,
		standing.map(({ revision, unlinked, ...copy }) => ({
			kind: 'chat_card' as const,
			key: `chat-card:${copy.requestId}:${revision}:${copy.channel}:${copy.accountId}:${unlinked ?? 'left'}`,
			payload: { ...copy, stands: true },
		})),
	)
}
