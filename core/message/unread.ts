import type { Scope } from '../act.ts'
import { seenByActor } from '../contract/seen.ts'
import { may, permit, reach } from '../permit.ts'
import { unreadBy } from './read.ts'

/** A contract about which the company has written something that the actor has not read. */
export type UnreadConversation = { contractId: string; number: string; title: string; count: number; lastAt: string }

/** Conversations about a customer's contracts with something new for the actor, the latest first. */
export async function findUnread(scope: Scope, { customerId }: { customerId: string }): Promise<UnreadConversation[]> {
	permit(scope, 'message.read')
	return await scope.sql<UnreadConversation[]>`
		select contract.id as "contractId", contract.number, contract.title, news.count,
			to_jsonb(conversation.last_at) #>> '{}' as "lastAt"
		from conversation join contract on contract.id = conversation.contract_id
			cross join lateral (
				select count(*)::int as count from message
				where message.subject_kind = 'contract' and message.subject_id = contract.id and ${unreadBy(scope)}
			) as news
		where conversation.customer_id = ${customerId} and subject_kind = 'contract' and news.count > 0
			and ${reach(scope).contract()} and ${seenByActor(scope)}
		order by last_message_id desc limit 20`
}

/** How the conversation about a contract stands for the actor, for the way to it. */
export type ConversationState = { messages: number; unread: number; waitingSince: Temporal.Instant | null }

/** Whoever asks must have read the contract before. */
export async function findConversationState(
	scope: Scope,
	{ contractId }: { contractId: string },
): Promise<ConversationState> {
	permit(scope, 'message.read')
	const [state] = await scope.sql<ConversationState[]>`
		select count(*)::int as messages, (count(*) filter (where ${unreadBy(scope)}))::int as unread,
			(select waiting_since from conversation where subject_kind = 'contract' and subject_id = ${contractId}) as "waitingSince"
		from message where subject_kind = 'contract' and subject_id = ${contractId}`
	return state ?? { messages: 0, unread: 0, waitingSince: null }
}

/** How many conversations wait for the company's answer; nothing for who does not read them. */
export async function countWaiting(scope: Scope): Promise<number> {
	if (!may(scope.actor, 'message.read')) return 0
	const [counted] = await scope.sql<{ count: number }[]>`
		select count(*)::int as count from (
			select from conversation where waiting_since is not null limit 100
		) as waiting`
	return counted?.count ?? 0
}
