import { type Actor, act, type Books, look, type Outcome, type Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { permit } from '../../permit.ts'
import { refuse } from '../../refusal.ts'
import { isFresh } from '../fresh.ts'
import { findOwner } from '../owner.ts'
import { realTime } from '../real-time.ts'
import { hashPassword } from './hash.ts'
import { lockAsProved, type Proof, proveOwner } from './prove.ts'
import { refuseGuessed } from './rule.ts'
import { tellOwner } from './tell-owner.ts'

/** Whether the acting person has a password, and whether they signed in lately enough to do without typing it. */
export async function readPassword(
	scope: Scope,
	input: { sessionKey: string | undefined },
): Promise<{ setAt: Temporal.Instant | null; fresh: boolean }> {
	permit(scope, 'password.write')
	const { accountId } = await findOwner(scope)
	const [kept] = await scope.sql<{ setAt: Temporal.Instant }[]>`
		select set_at as "setAt" from password where account_id = ${accountId}`
	return { setAt: kept?.setAt ?? null, fresh: await isFresh(scope, accountId, input.sessionKey) }
}

export type SetPassword = Proof & { password: string; endOthers: boolean }

/**
 * Sets a password, or another one; with `endOthers` every other session of the account ends. The present one is proof,
 * or a sign-in of the last minutes. Refuses `password.wrong`, `sign_in.not_fresh`, and what `refuseGuessed` does.
 */
export async function setPassword(books: Books, actor: Actor, input: SetPassword): Promise<Outcome<null>> {
	const proved = await proveOwner(books, actor, input)
	if (!proved.ok) return proved
	const { owner, company, hash } = proved.value
	const judged = await look(books, actor, judge, {
		password: input.password,
		known: [owner.name, owner.email, company],
	})
	if (!judged.ok) return judged
	const next = await hashPassword(input.password)
	return await act(books, actor, write, { ...input, before: hash, next })
}

/** Takes it away again: the letter opens the account from now on. Refuses as `setPassword`, and `not_found`. */
export async function removePassword(books: Books, actor: Actor, input: Proof): Promise<Outcome<null>> {
	const proved = await proveOwner(books, actor, input)
	if (!proved.ok) return proved
	return await act(books, actor, remove, { before: proved.value.hash })
}

async function judge(scope: Scope, { password, known }: { password: string; known: string[] }): Promise<void> {
	permit(scope, 'password.write')
	await refuseGuessed(password, known)
}

async function write(scope: Scope, input: SetPassword & { before: string | null; next: string }): Promise<null> {
	permit(scope, 'password.write')
	const owner = await findOwner(scope)
	await lockAsProved(scope, owner, input.before)
	await scope.sql`
		insert into password (account_id, hash, set_at) values (${owner.accountId}, ${input.next}, ${realTime(scope)})
		on conflict (account_id) do update set hash = excluded.hash, set_at = excluded.set_at, wrong = 0`
	if (input.endOthers)
		await scope.sql`
			delete from session where account_id = ${owner.accountId} and key is distinct from ${input.sessionKey ?? null}`
	await emit(scope, { kind: 'password.set', subject: owner.subject, facts: { before: input.before !== null } })
	await tellOwner(scope, owner, input.before ? 'changed' : 'set')
	return null
}

async function remove(scope: Scope, { before }: { before: string | null }): Promise<null> {
	permit(scope, 'password.write')
	const owner = await findOwner(scope)
	if (before === null) refuse('not_found', { noun: 'password' })
	await lockAsProved(scope, owner, before)
	await scope.sql`delete from password where account_id = ${owner.accountId}`
	await emit(scope, { kind: 'password.removed', subject: owner.subject })
	await tellOwner(scope, owner, 'removed')
	return null
}
