import type { Scope } from '../act.ts'
import { may, permit } from '../permit.ts'
import type { Channel } from './account.ts'

export type LinkedAccount = {
	id: string
	channel: Channel
	/** As the platform calls them. */
	name: string
	userName: string
	isOwn: boolean
	linkedAt: Temporal.Instant
}

/** Linked chat accounts: one's own first; all of them for who keeps the staff. */
export async function listAccounts(scope: Scope): Promise<LinkedAccount[]> {
	permit(scope, 'chat.link')
	const { sql, actor } = scope
	const own = actor.kind === 'staff' ? actor.userId : null
	return await sql<LinkedAccount[]>`
		select chat_account.id, channel, chat_account.name, staff_user.name as "userName", linked_at as "linkedAt",
			user_id is not distinct from ${own}::uuid as "isOwn"
		from chat_account join staff_user on staff_user.id = user_id
		where unlinked_at is null and left_at is null and (user_id = ${own}::uuid or ${may(actor, 'staff.write')})
		order by (user_id is not distinct from ${own}::uuid) desc, staff_user.name collate people, chat_account.id limit 500`
}
