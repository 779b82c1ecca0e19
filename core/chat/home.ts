import type { Scope } from '../act.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import type { Account } from './account.ts'

/** Wants the home tab of an account to show how things are, from now on whenever that changes. `key` names the opening. */
export async function openHome(scope: Scope, { account, key }: { account: Account; key: string }): Promise<void> {
	permit(scope, 'staff.write')
	const { sql, now } = scope
	const [found] = await sql<{ id: string }[]>`
		select id from chat_account
		where channel = ${account.channel} and team = ${account.team} and account = ${account.account} and unlinked_at is null`
	if (!found) return
	await sql`
		insert into chat_message (channel, place, message, subject_kind, subject_id, revision, account_id, sent_at)
		values (${account.channel}, ${account.account}, 'home', 'home', ${found.id}, '0', ${found.id}, ${now})
		on conflict (channel, place, message) do update
			set subject_id = excluded.subject_id, account_id = excluded.account_id`
	await queueEffect(scope, { kind: 'chat_home', key: `chat-home:${key}`, payload: { accountId: found.id } })
}
