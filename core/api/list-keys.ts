import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { ApiScope } from './scopes.ts'

export type ListedApiKey = {
	id: string
	name: string
	hint: string
	/** For whom it acts. */
	person: string
	scopes: ApiScope[]
	createdAt: Temporal.Instant
	expiresAt: Temporal.Instant | null
	usedAt: Temporal.Instant | null
	/** `left`: the person for whom it acts has. */
	state: 'good' | 'expired' | 'revoked' | 'left'
}

/** Every key there was, the newest first. */
export async function listApiKeys(scope: Scope): Promise<ListedApiKey[]> {
	permit(scope, 'company.write')
	return await scope.sql<ListedApiKey[]>`
		select api_key.id, api_key.name, hint, staff_user.name as person, scopes, api_key.created_at as "createdAt", expires_at as "expiresAt",
			used_at as "usedAt",
			case when revoked_at is not null then 'revoked' when left_at is not null then 'left'
				when expires_at <= ${scope.now} then 'expired' else 'good' end as state
		from api_key join staff_user on staff_user.id = user_id order by api_key.id desc`
}
