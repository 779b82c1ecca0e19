import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { hashSecret, newToken } from '../sign-in/secret.ts'

/** How long a code may wait to be used, in minutes. */
const codeMinutes = 10

/**
 * A code with which the member of staff who asks proves, in a chat, that the account there is theirs. Kept only as its
 * hash, good for ten minutes and one account; a new one ends those before it.
 */
export async function issueChatCode(scope: Scope): Promise<{ code: string; minutes: number }> {
	permit(scope, 'chat.link')
	const { sql, actor, now } = scope
	if (actor.kind !== 'staff') refuse('not_permitted', { action: 'chat.link' })
	await sql`delete from chat_code where user_id = ${actor.userId} and used_at is null`
	const code = newToken()
	await sql`
		insert into chat_code (code_hash, user_id, created_at, expires_at)
		values (${hashSecret(code)}, ${actor.userId}, ${now}, ${now.add({ minutes: codeMinutes })})`
	return { code, minutes: codeMinutes }
}
