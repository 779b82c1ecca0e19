import { z } from 'zod'
import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { hashSecret, newToken } from '../sign-in/secret.ts'
import { type ApiScope, apiScopeNames } from './scopes.ts'

export type CreateApiKey = {
	name: string
	/** Of the member of staff for whom it acts: it never may more than they. */
	userId: string
	scopes: readonly ApiScope[]
	/** How long it opens; for good when left out. */
	days?: number | undefined
}

const input = z.object({
	name: z.string().trim().min(1).max(80),
	scopes: z.array(z.enum(apiScopeNames)).min(1),
	days: z.number().int().min(1).max(3650).optional(),
})

/** By this a secret of ours is known wherever it turns up. */
export const keyPrefix = 'cpk_'

/**
 * Makes a key for a program. It is answered once and only its hash is kept. Refuses `input.invalid`, and `not_found` for
 * somebody who is not staff any more.
 */
export async function createApiKey(scope: Scope, asked: CreateApiKey): Promise<{ id: string; key: string }> {
	permit(scope, 'company.write')
	const read = input.safeParse(asked)
	if (!read.success) {
		const [issue] = read.error.issues
		refuse('input.invalid', { field: String(issue?.path[0] ?? ''), problem: issue?.code ?? 'invalid' })
	}
	const { name, scopes, days } = read.data
	const key = `${keyPrefix}${newToken()}`
	const [made] = await scope.sql<{ id: string }[]>`
		insert into api_key (name, token_hash, hint, user_id, scopes, created_by, created_at, expires_at)
		select ${name}, ${hashSecret(key)}, ${key.slice(-4)}, id, ${scopes}::text[], ${nameActor(scope.actor)}, ${scope.now},
			${days === undefined ? null : scope.now.add({ hours: 24 * days })}
		from staff_user where id = ${asked.userId} and left_at is null
		returning id`
	if (!made) refuse('not_found', { noun: 'staff_user' })
	await emit(scope, { kind: 'api_key.created', subject: { kind: 'api_key', id: made.id }, facts: { name, scopes } })
	return { id: made.id, key }
}
