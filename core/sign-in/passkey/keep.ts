import type { Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { permit } from '../../permit.ts'
import { refuse } from '../../refusal.ts'
import { refuseStale } from '../fresh.ts'
import { findOwner } from '../owner.ts'
import { tellOwner } from '../password/tell-owner.ts'
import { refuseLastFactor } from '../second-factor/required.ts'

export type FoundPasskey = {
	id: string
	name: string
	createdAt: Temporal.Instant
	lastUsedAt: Temporal.Instant | null
}

/** The acting member's passkeys, the oldest first. */
export async function listPasskeys(scope: Scope): Promise<FoundPasskey[]> {
	permit(scope, 'second_factor.write')
	const { subject } = await findOwner(scope)
	return await scope.sql<FoundPasskey[]>`
		select id, name, created_at as "createdAt", last_used_at as "lastUsedAt" from passkey
		where user_id = ${subject.id} order by id`
}

/** By what name its owner knows it. Refuses `not_found`. */
export async function renamePasskey(scope: Scope, { id, name }: { id: string; name: string }): Promise<void> {
	permit(scope, 'second_factor.write')
	const { subject } = await findOwner(scope)
	const named = await scope.sql`
		update passkey set name = ${name} where id = ${id} and user_id = ${subject.id} returning id`
	if (named.length === 0) refuse('not_found', { noun: 'passkey' })
	await emit(scope, { kind: 'passkey.renamed', subject, facts: { name } })
}

export type RemovePasskey = { id: string; sessionKey: string | undefined }

/**
 * It opens nothing from then on; with the last second factor the recovery codes go too. Refuses `sign_in.not_fresh`,
 * `not_found`, and `second_factor.last` where the company asks for one.
 */
export async function removePasskey(scope: Scope, { id, sessionKey }: RemovePasskey): Promise<void> {
	permit(scope, 'second_factor.write')
	const { sql } = scope
	const owner = await findOwner(scope)
	const { subject, accountId } = owner
	await refuseStale(scope, accountId, sessionKey)
	await sql`select from staff_user where id = ${subject.id} for update`
	const [removed] = await sql<{ name: string }[]>`
		delete from passkey where id = ${id} and user_id = ${subject.id} returning name`
	if (!removed) refuse('not_found', { noun: 'passkey' })
	await refuseLastFactor(scope, subject.id)
	await sql`
		delete from second_factor where user_id = ${subject.id} and confirmed_at is null
			and not exists (select from passkey where passkey.user_id = second_factor.user_id)`
	await emit(scope, { kind: 'passkey.removed', subject, facts: { name: removed.name } })
	await tellOwner(scope, owner, 'passkey_removed')
}
