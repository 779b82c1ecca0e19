import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { may, permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Account } from './account.ts'
import { closeCards } from './close-cards.ts'

/** Ends what an account may say for its member of staff; one's own, or anybody's for who keeps the staff. Refuses `not_found`. */
export async function unlinkAccount(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'chat.link')
	const { sql, actor, now } = scope
	const own = actor.kind === 'staff' && !may(actor, 'staff.write') ? actor.userId : null
	const [account] = await sql<(Account & { userId: string; name: string })[]>`
		update chat_account set unlinked_at = greatest(${now}, linked_at)
		where id = ${id} and unlinked_at is null and (${own}::uuid is null or user_id = ${own})
		returning user_id as "userId", channel, team, account, name`
	if (!account) refuse('not_found', { noun: 'chat_account' })
	const { userId, channel, name } = account
	await closeCards(scope, account)
	await emit(scope, { kind: 'chat.unlinked', subject: { kind: 'staff_user', id: userId }, facts: { channel, name } })
}
