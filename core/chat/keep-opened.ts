import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { Account } from './account.ts'
import type { Copy } from './copy.ts'
import { queueCard } from './queue-cards.ts'

/** Who has asked for a card, and whether it stands in their private chat, where nobody reads along. */
export type Opened = { account: Account; alone: boolean }

/**
 * Keeps a card that somebody has opened, as it was shown to them, to bring it up to date like one that was sent. What has
 * changed while it was on its way is shown after it. `key` names what was asked.
 */
export async function keepOpened(
	scope: Scope,
	input: Copy & { opened: Opened; requestId: string; revision: number; key: string },
): Promise<void> {
	permit(scope, 'staff.write')
	const { sql, now } = scope
	const { channel, place, message, opened, requestId, revision, key } = input
	const { team, account } = opened.account
	// Held, so that a decision either comes before, and is seen here, or comes after, and finds the copy.
	const [request] = await sql<{ revision: number }[]>`
		select revision from approval_request where id = ${requestId} for share`
	const [owner] = await sql<{ id: string }[]>`
		select id from chat_account
		where channel = ${channel} and team = ${team} and account = ${account} and unlinked_at is null`
	if (!request || !owner) return
	const accountId = opened.alone ? owner.id : null
	await sql`
		insert into chat_message (channel, place, message, subject_kind, subject_id, revision, account_id, opened_by, sent_at)
		values (${channel}, ${place}, ${message}, 'approval_request', ${requestId}, ${String(revision)}, ${accountId},
			${opened.alone ? null : owner.id}, ${now})
		on conflict (channel, place, message) do nothing`
	if (request.revision === revision) return
	const copy = { channel, accountId, place: accountId ? '' : place, stands: true }
	await queueCard(scope, { requestId, revision: request.revision, copy, because: key })
}
