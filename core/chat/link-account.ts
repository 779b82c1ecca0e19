import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { hashSecret, isToken } from '../sign-in/secret.ts'
import type { Account, Member } from './account.ts'
import { closeCards } from './close-cards.ts'

export type LinkAccount = Account & {
	/** As the platform calls them. */
	name: string
	code: string
}

/**
 * Makes a chat account that of the member of staff who was shown the code, and nobody's before. Asked again with the same
 * code by the same account, it answers the same. Refuses `chat.code_invalid`, whatever is wrong with the code.
 */
export async function linkAccount(scope: Scope, input: LinkAccount): Promise<Member> {
	permit(scope, 'staff.write')
	const { sql, now } = scope
	const { channel, team, account } = input
	if (!isToken(input.code)) refuse('chat.code_invalid', {})
	const [member] = await sql<(Member & { used: boolean })[]>`
		select user_id as "userId", role, name, language, used_at is not null as used
		from chat_code join staff_user on staff_user.id = user_id
		where code_hash = ${hashSecret(input.code)} and expires_at > ${now} and left_at is null
		for update of chat_code`
	if (!member) refuse('chat.code_invalid', {})
	const { used, ...linked } = member
	const [before] = await sql<{ userId: string }[]>`
		select user_id as "userId" from chat_account
		where channel = ${channel} and team = ${team} and account = ${account} and unlinked_at is null for update`
	if (used && before?.userId === member.userId) return linked
	if (used) refuse('chat.code_invalid', {})
	await sql`update chat_code set used_at = ${now} where code_hash = ${hashSecret(input.code)}`
	await sql`
		update chat_account set unlinked_at = ${now}
		where channel = ${channel} and team = ${team} and account = ${account} and unlinked_at is null`
	await sql`
		insert into chat_account (channel, team, account, name, user_id, linked_at)
		values (${channel}, ${team}, ${account}, ${input.name.slice(0, 200)}, ${member.userId}, ${now})`
	await closeCards(scope, { channel, team, account })
	await emit(scope, {
		kind: 'chat.linked',
		subject: { kind: 'staff_user', id: member.userId },
		facts: { channel, name: input.name.slice(0, 200) },
	})
	return linked
}
