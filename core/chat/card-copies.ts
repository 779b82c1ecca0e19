import type { Scope } from '../act.ts'
import type { Effect } from '../outbox/queue.ts'
import { lacksFactor } from '../sign-in/second-factor/lacks.ts'
import { type CardCopy, cardEffect } from './queue-cards.ts'

type CardOf = { requestId: string; revision: number; groupId: string | null; requesterId: string | null }

/**
 * What a new revision of a request wants of the chats, an effect for each copy: a card in each account of everybody who was
 * asked, asks or has opened it, and in every group that hears of approvals; whichever other copy is known brought up to date where
 * it stands, also in the chats of accounts that speak for nobody now, because they are unlinked, or their owner has left
 * or is held; and the home tabs of those people.
 */
export async function cardEffects(
	scope: Scope,
	{ requestId, revision, groupId, requesterId }: CardOf,
): Promise<Effect[]> {
	const { sql } = scope
	const speaks = sql`unlinked_at is null and left_at is null and not ${lacksFactor(scope, 'chat_account.user_id')}`
	const rows = await sql<(Required<CardCopy> & { home: boolean })[]>`
		with account as (
			select chat_account.id, channel, ${speaks} as speaks, chat_account.user_id, unlinked_at
			from chat_account join staff_user on staff_user.id = chat_account.user_id
			where chat_account.user_id in (
				select user_id from approval_asked where request_id = ${requestId}
				union select ${requesterId}::uuid
				union select chat_account.user_id from chat_message join chat_account on chat_account.id = account_id
					where subject_kind = 'approval_request' and subject_id = ${requestId})
		), copy as (
			select channel, account_id, place, message, id from chat_message where subject_kind = 'approval_request' and subject_id = ${requestId}
		)
		select channel, id as "accountId", '' as place, false as stands, false as home, 1 as turn, id::text as sorted from account where speaks
		union all select channel, null, place, false, false, 2, channel || place from chat_place
			where hears = 'approvals' and (group_id is null or group_id = ${groupId}::uuid)
		union all select channel, null, place, true, false, 3, id::text from copy where account_id is null
		union all select copy.channel, account_id, place, true, false, 4, copy.id::text from copy join account on account.id = account_id
			where not speaks and message not like 'pending:%'
		union all select account.channel, account.id, '', false, true, 5, account.id::text from chat_message join account on account.id = account_id
			where subject_kind = 'home' and unlinked_at is null
		order by turn, sorted`
	return rows.map(({ home, channel, accountId, place, stands }): Effect => {
		if (home)
			return { kind: 'chat_home', key: `chat-home:${requestId}:${revision}:${accountId}`, payload: { accountId } }
		return cardEffect({ requestId, revision }, { channel, accountId, place, ...(stands ? { stands } : {}) })
	})
}
