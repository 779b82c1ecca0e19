import { act, type Books, type Outcome, type Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { emit } from '../event.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Audience } from './account.ts'
import { realTime } from './real-time.ts'
import { hashCode } from './request.ts'
import { hashSecret, isToken } from './secret.ts'

export type SignedIn = { accountId: string; audience: Audience; email: string; language: Language }

const attempts = 5
/** Wrong codes for one address in a day, over all its letters; the links go on working. */
const wrongInADay = 25
const actor = { kind: 'system', name: 'sign-in' } as const

/** Uses up the link of a sign-in letter. Refuses `sign_in.expired`, also for a link that was used or never existed. */
export async function redeemToken(books: Books, { token }: { token: string }): Promise<Outcome<SignedIn>> {
	return await act(books, actor, redeemOnce, token)
}

async function redeemOnce(scope: Scope, token: string): Promise<SignedIn> {
	if (!isToken(token)) refuse('sign_in.expired', {})
	const [request] = await scope.sql<{ id: string }[]>`
		select id from sign_in_request
		where token_hash = ${hashSecret(token)} and used_at is null and expires_at > ${realTime(scope)} and account_id is not null
		for update`
	if (!request) refuse('sign_in.expired', {})
	return await letIn(scope, request.id)
}

export type RedeemCode = { id: string; handle: string; code: string }

/**
 * Uses up a code in the browser that asked for it. A wrong one counts, five times at most, and must go on counting:
 * the verb answers its refusal instead of throwing it. Refuses `sign_in.code_wrong`, `sign_in.expired`, and
 * `sign_in.code_closed` once too many were wrong for the address, known or not.
 */
export async function redeemCode(books: Books, input: RedeemCode): Promise<Outcome<SignedIn>> {
	const outcome = await act(books, actor, tryCode, input)
	return outcome.ok ? outcome.value : outcome
}

async function tryCode(scope: Scope, { id, handle, code }: RedeemCode): Promise<Outcome<SignedIn>> {
	const dayAgo = realTime(scope).subtract({ hours: 24 })
	const [request] = await scope.sql<{ accountId: string | null; matches: boolean; attempts: number; wrong: number }[]>`
		select account_id as "accountId", code_hash = ${hashCode(handle, code)} as matches, attempts, (
			select sum(other.attempts)::int from sign_in_request as other where other.email = sign_in_request.email
				and other.audience = sign_in_request.audience and other.requested_at > ${dayAgo}
		) as wrong
		from sign_in_request
		where id = ${id} and used_at is null and expires_at > ${realTime(scope)} and attempts < ${attempts}
		for update`
	if (!request) return no({ code: 'sign_in.expired', facts: {} })
	if (request.wrong >= wrongInADay) return no({ code: 'sign_in.code_closed', facts: {} })
	if (request.accountId && request.matches) return { ok: true, value: await letIn(scope, id) }
	await scope.sql`update sign_in_request set attempts = attempts + 1 where id = ${id}`
	return no({ code: 'sign_in.code_wrong', facts: { attemptsLeft: attempts - request.attempts - 1 } })
}

/** One letter lets in once, and takes with it whatever else was asked for the same account. */
async function letIn(scope: Scope, id: string): Promise<SignedIn> {
	const [signedIn] = await scope.sql<(SignedIn & { left: boolean })[]>`
		select request.account_id as "accountId", request.audience, coalesce(contact.language, staff_user.language) as language,
			coalesce(contact.email, staff_user.email) as email,
			staff_user.left_at is not null as left
		from sign_in_request as request
		join account on account.id = request.account_id
		left join contact on contact.id = account.contact_id
		left join staff_user on staff_user.id = account.staff_user_id
		where request.id = ${id}`
	if (!signedIn || signedIn.left) refuse('sign_in.expired', {})
	const { accountId, audience, email, language } = signedIn
	await scope.sql`
		update sign_in_request set used_at = ${realTime(scope)} where account_id = ${accountId} and used_at is null`
	// Whoever reads the mailbox is the owner: a password that strangers have worn out works again.
	await scope.sql`update password set wrong = 0 where account_id = ${accountId} and wrong > 0`
	await emit(scope, { kind: 'sign_in.done', subject: { kind: 'account', id: accountId }, facts: { audience } })
	return { accountId, audience, email, language }
}

function no(refusal: Refusal): Outcome<never> {
	return { ok: false, refusal }
}
