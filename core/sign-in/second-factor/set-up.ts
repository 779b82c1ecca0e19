import { type Actor, act, type Books, type Outcome, type Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { permit } from '../../permit.ts'
import { refuse } from '../../refusal.ts'
import { openSecret, sealSecret } from '../../seal.ts'
import { refuseStale } from '../fresh.ts'
import { findOwner } from '../owner.ts'
import { tellOwner } from '../password/tell-owner.ts'
import { realTime } from '../real-time.ts'
import { describeSecret, newSecret } from './code.ts'
import { lockFactor, refusalOf, sealOf, tryFactor } from './factor.ts'
import { renewRecoveryCodes } from './recovery.ts'
import { refuseLastFactor } from './required.ts'

/** `key` is the product's secret key. */
type Keyed = { key: string }
export type BegunFactor = { text: string; uri: string }

/** Whether the acting member of staff has one, and how many of their recovery codes are left. */
export async function readSecondFactor(scope: Scope): Promise<{ on: boolean; recoveryCodes: number }> {
	permit(scope, 'second_factor.write')
	const [factor] = await scope.sql<{ on: boolean; recoveryCodes: number }[]>`
		select confirmed_at is not null as on, cardinality(recovery_hashes) as "recoveryCodes"
		from second_factor where user_id = ${userOf(scope)}`
	return factor ?? { on: false, recoveryCodes: 0 }
}

/**
 * Begins to set one up: the secret for the app, the same until it is confirmed. Refuses `second_factor.on` where one is
 * in use.
 */
export async function beginSecondFactor(scope: Scope, { key }: Keyed): Promise<BegunFactor> {
	permit(scope, 'second_factor.write')
	const { sql, company } = scope
	const userId = userOf(scope)
	await sql`
		insert into second_factor (user_id, secret, created_at)
		values (${userId}, ${sealSecret(sealOf(key, userId), newSecret())}, ${realTime(scope)}) on conflict (user_id) do nothing`
	const factor = await lockFactor(scope, userId)
	if (!factor) throw new Error('A second factor was not written')
	if (factor.confirmedAt) refuse('second_factor.on', {})
	const [user] = await sql<{ email: string }[]>`select email from staff_user where id = ${userId}`
	return describeSecret(openSecret(sealOf(key, userId), factor.secret), {
		issuer: company.name,
		label: user?.email ?? '',
	})
}

type Coded = Keyed & { code: string }
/** The session that asks. */
type Named = { sessionKey: string | undefined }

/**
 * Proves that the app makes the right codes: from now on one is asked for at every sign-in. Answers the recovery codes,
 * which are shown once. Refuses `sign_in.not_fresh`, `second_factor.wrong`, `second_factor.on`, `sign_in.too_many`; a wrong code goes on counting.
 */
export async function confirmSecondFactor(
	books: Books,
	actor: Actor,
	input: Coded & Named,
): Promise<Outcome<string[]>> {
	return answering(await act(books, actor, confirm, input))
}

async function confirm(scope: Scope, input: Coded & Named): Promise<Outcome<string[]>> {
	permit(scope, 'second_factor.write')
	const owner = await findOwner(scope)
	await refuseStale(scope, owner.accountId, input.sessionKey)
	const userId = userOf(scope)
	const factor = await lockFactor(scope, userId)
	if (!factor) refuse('not_found', { noun: 'second_factor' })
	if (factor.confirmedAt) refuse('second_factor.on', {})
	const tried = await tryFactor(scope, factor, { ...input, proving: true })
	if (!tried.ok) return refusalOf(tried)
	await scope.sql`update second_factor set confirmed_at = ${realTime(scope)} where user_id = ${userId}`
	const codes = await renewRecoveryCodes(scope, userId)
	await emit(scope, { kind: 'second_factor.on', subject: { kind: 'staff_user', id: userId } })
	await tellOwner(scope, owner, 'factor_on')
	return { ok: true, value: codes }
}

/**
 * Takes the app off again, with a code of it; recovery codes stay for the passkeys that are left. Refuses
 * `second_factor.wrong`, `sign_in.too_many`, `not_found`, and `second_factor.last` where the company asks for one.
 */
export async function endSecondFactor(books: Books, actor: Actor, input: Coded): Promise<Outcome<null>> {
	return answering(await act(books, actor, end, input))
}

async function end(scope: Scope, input: Coded): Promise<Outcome<null>> {
	permit(scope, 'second_factor.write')
	const userId = userOf(scope)
	const factor = await lockFactor(scope, userId)
	if (!factor?.confirmedAt) refuse('not_found', { noun: 'second_factor' })
	const tried = await tryFactor(scope, factor, input)
	if (!tried.ok) return refusalOf(tried)
	await scope.sql`
		update second_factor set secret = ${sealSecret(sealOf(input.key, userId), newSecret())}, confirmed_at = null, last_step = 0
		where user_id = ${userId}`
	await refuseLastFactor(scope, userId)
	await scope.sql`
		delete from second_factor where user_id = ${userId}
			and not exists (select from passkey where passkey.user_id = second_factor.user_id)`
	await tellOwner(scope, await findOwner(scope), 'factor_off')
	await emit(scope, { kind: 'second_factor.off', subject: { kind: 'staff_user', id: userId } })
	return { ok: true, value: null }
}

function userOf({ actor }: Scope): string {
	return actor.kind === 'staff' ? actor.userId : refuse('not_permitted', { action: 'second_factor.write' })
}

function answering<Value>(outcome: Outcome<Outcome<Value>>): Outcome<Value> {
	return outcome.ok ? outcome.value : outcome
}
