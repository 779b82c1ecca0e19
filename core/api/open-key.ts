import type { Actor, Books, Role } from '../act.ts'
import { hashSecret } from '../sign-in/secret.ts'
import { keyPrefix } from './create-key.ts'
import { type ApiScope, actionsOf } from './scopes.ts'

export type Program = { keyId: string; actor: Extract<Actor, { kind: 'staff' }> }

/**
 * Who a key acts for, with the rights they have now as far as its scopes go. Undefined for a key that is none, was revoked or
 * is over, or whose person has left. It is asked before there is an actor, so it is no verb.
 */
export async function openApiKey(
	{ sql, clock }: Pick<Books, 'sql' | 'clock'>,
	key: string,
): Promise<Program | undefined> {
	if (!key.startsWith(keyPrefix) || !/^[\w-]{43}$/.test(key.slice(keyPrefix.length))) return undefined
	const [found] = await sql<{ id: string; userId: string; role: Role; scopes: ApiScope[] }[]>`
		with found as (
			select api_key.id, user_id, role, scopes, used_at from api_key join staff_user on staff_user.id = user_id
			where token_hash = ${hashSecret(key)} and revoked_at is null and left_at is null
				and (expires_at is null or expires_at > ${clock.now()})
		), noted as (
			update api_key set used_at = now() from found
			where api_key.id = found.id and (found.used_at is null or found.used_at < now() - interval '1 minute')
		)
		select id, user_id as "userId", role, scopes from found`
	if (!found) return undefined
	const { id, userId, role, scopes } = found
	return { keyId: id, actor: { kind: 'staff', userId, role, only: actionsOf(scopes) } }
}
