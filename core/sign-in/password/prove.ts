import { type Actor, type Books, look, type Outcome, type Scope } from '../../act.ts'
import { permit } from '../../permit.ts'
import { refuse } from '../../refusal.ts'
import { isFresh } from '../fresh.ts'
import { findOwner, type Owner } from '../owner.ts'
import { isPassword } from './hash.ts'

/** `sessionKey` names the session that asks, `current` is the present password. */
export type Proof = { sessionKey: string | undefined; current?: string | undefined }

export type Proved = { owner: Owner; hash: string | null; company: string }
type Found = Proved & { fresh: boolean }

/**
 * Before what opens an account is changed: the acting person proves with the present password, or with a sign-in of the
 * last minutes, that the session was not taken from them. Outside of any transaction, for to look at a password takes its
 * time. Refuses `password.wrong`, `sign_in.not_fresh`.
 */
export async function proveOwner(books: Books, actor: Actor, { sessionKey, current }: Proof): Promise<Outcome<Proved>> {
	const found = await look(books, actor, findProof, { sessionKey })
	if (!found.ok) return found
	const { hash, fresh } = found.value
	if (hash && current) return (await isPassword(current, hash)) ? found : no('password.wrong')
	return fresh ? found : no('sign_in.not_fresh')
}

const no = (code: 'password.wrong' | 'sign_in.not_fresh') => ({ ok: false, refusal: { code, facts: {} } }) as const

async function findProof(scope: Scope, { sessionKey }: Proof): Promise<Found> {
	permit(scope, 'password.write')
	const owner = await findOwner(scope)
	const [kept] = await scope.sql<{ hash: string }[]>`select hash from password where account_id = ${owner.accountId}`
	const fresh = await isFresh(scope, owner.accountId, sessionKey)
	return { owner, hash: kept?.hash ?? null, fresh, company: scope.company.name }
}

/** What was proved is still what is there. The account's row is held, for there may be no password yet to hold. */
export async function lockAsProved(
	{ sql }: Scope,
	{ accountId }: Pick<Owner, 'accountId'>,
	before: string | null,
): Promise<void> {
	await sql`select from account where id = ${accountId} for update`
	const [kept] = await sql<{ hash: string }[]>`select hash from password where account_id = ${accountId} for update`
	if ((kept?.hash ?? null) !== before) refuse('password.wrong', {})
}
