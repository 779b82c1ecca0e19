import { act, type Books, expectOk, look, type Outcome, type Scope } from '../../act.ts'
import type { Language } from '../../company/read.ts'
import { emit } from '../../event.ts'
import type { Audience } from '../account.ts'
import type { SignedIn } from '../redeem.ts'
import { isPassword } from './hash.ts'
import { tellOwner } from './tell-owner.ts'

/** Wrong ones in a row before a password opens nothing until its owner has come in by letter: NIST SP 800-63B allows a hundred. */
const mostWrong = 100

const actor = { kind: 'system', name: 'sign-in' } as const

export type EnterWithPassword = { audience: Audience; email: string; password: string }

/**
 * Signs in with a password. Whether the address is known, or has a password, cannot be told from the answer: it is the
 * same refusal after the same work. A wrong one counts. Refuses `sign_in.password_wrong`.
 */
export async function enterWithPassword(books: Books, input: EnterWithPassword): Promise<Outcome<SignedIn>> {
	const kept = expectOk(await look(books, actor, findKept, input))
	const isRight = await isPassword(input.password, kept?.hash)
	const entered = await act(books, actor, enter, { ...kept, audience: input.audience, isRight })
	return entered.ok ? entered.value : entered
}

type Kept = { accountId: string; hash: string }

async function findKept({ sql }: Scope, { audience, email }: EnterWithPassword): Promise<Kept | undefined> {
	const [kept] =
		audience === 'staff'
			? await sql<Kept[]>`
				select account.id as "accountId", hash from password join account on account.id = account_id
				join staff_user on staff_user.id = staff_user_id
				where lower(email) = lower(${email}) and left_at is null`
			: await sql<Kept[]>`
				select account.id as "accountId", hash from password join account on account.id = account_id
				join contact on contact.id = contact_id
				where lower(email) = lower(${email})`
	return kept
}

type Entering = Partial<Kept> & { audience: Audience; isRight: boolean }
type Holder = { id: string; name: string; email: string; language: Language; hash: string; wrong: number }

async function enter(scope: Scope, { accountId, hash, audience, isRight }: Entering): Promise<Outcome<SignedIn>> {
	const holder = await lockHolder(scope, accountId ?? null)
	// What was looked at a moment ago has been changed since, or the person has left: as wrong as any.
	if (!holder || !accountId || holder.hash !== hash || holder.wrong >= mostWrong) return no
	const { email, language } = holder
	const { sql } = scope
	if (!isRight) {
		await sql`update password set wrong = wrong + 1 where account_id = ${accountId}`
		if (holder.wrong + 1 === mostWrong) {
			const kind = audience === 'staff' ? 'staff_user' : 'contact'
			await tellOwner(scope, { ...holder, accountId, subject: { kind, id: holder.id } }, 'closed')
		}
		return no
	}
	await sql`update password set wrong = 0 where account_id = ${accountId}`
	const facts = { audience, with: 'password' }
	await emit(scope, { kind: 'sign_in.done', subject: { kind: 'account', id: accountId }, facts })
	return { ok: true, value: { accountId, audience, email, language } }
}

/** A refusal as a value: thrown, it would take the count of the wrong one back with it. */
const no: Outcome<never> = { ok: false, refusal: { code: 'sign_in.password_wrong', facts: {} } }

async function lockHolder({ sql }: Scope, accountId: string | null): Promise<Holder | undefined> {
	const [holder] = await sql<Holder[]>`
		select coalesce(staff_user.id, contact.id) as id, coalesce(staff_user.name, contact.name) as name,
			coalesce(staff_user.email, contact.email) as email, coalesce(staff_user.language, contact.language) as language,
			password.hash, password.wrong
		from password join account on account.id = password.account_id
		left join contact on contact.id = account.contact_id
		left join staff_user on staff_user.id = account.staff_user_id and staff_user.left_at is null
		where account.id = ${accountId} and num_nonnulls(contact.id, staff_user.id) = 1
		for update of password`
	return holder
}
