import { type Actor, act, type Books, look, type Outcome, type Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { permit } from '../../permit.ts'
import { refuse } from '../../refusal.ts'
import { isFresh } from '../fresh.ts'
import { findOwner, type Owner } from '../owner.ts'
import { realTime } from '../real-time.ts'
import { hashPassword, isPassword } from './hash.ts'
import { refuseGuessed } from './rule.ts'
import { tellOwner } from './tell-owner.ts'

/** `sessionKey` names the session that asks. */
type Proof = { sessionKey: string | undefined; current?: string | undefined }
type Found = { owner: Owner; hash: string | null; fresh: boolean; company: string }

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
	const found = await look(books, actor, findProof, input)
	if (!found.ok) return found
	const { owner, company, hash } = found.value
	const proved = await prove(found.value, input)
	if (!proved.ok) return proved
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
	const found = await look(books, actor, findProof, input)
	if (!found.ok) return found
	const proved = await prove(found.value, input)
	if (!proved.ok) return proved
	return await act(books, actor, remove, { before: found.value.hash })
}

async function findProof(scope: Scope, { sessionKey }: Proof): Promise<Found> {
	permit(scope, 'password.write')
	const owner = await findOwner(scope)
	const [kept] = await scope.sql<{ hash: string }[]>`select hash from password where account_id = ${owner.accountId}`
	const fresh = await isFresh(scope, owner.accountId, sessionKey)
	return { owner, hash: kept?.hash ?? null, fresh, company: scope.company.name }
}

/** Outside of any transaction: to look at a password takes its time. */
async function prove({ hash, fresh }: Found, { current }: Proof): Promise<Outcome<null>> {
	if (hash && current)
		return (await isPassword(current, hash)) ? yes : { ok: false, refusal: { code: 'password.wrong', facts: {} } }
	return fresh ? yes : { ok: false, refusal: { code: 'sign_in.not_fresh', facts: {} } }
}

const yes = { ok: true, value: null } as const

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

/** What was proved is still what is there. The account's row is held, for there may be no password yet to hold. */
async function lockAsProved({ sql }: Scope, { accountId }: Owner, before: string | null): Promise<void> {
	await sql`select from account where id = ${accountId} for update`
	const [kept] = await sql<{ hash: string }[]>`select hash from password where account_id = ${accountId} for update`
	if ((kept?.hash ?? null) !== before) refuse('password.wrong', {})
}
