import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { refuse } from '../refusal.ts'
import { type Account, type Audience, findAccount } from './account.ts'
import { realTime } from './real-time.ts'
import { hashSecret, newCode, newToken } from './secret.ts'

/** How long the link and the code of one letter work. */
export const signInMinutes = 10

export type RequestSignIn = { audience: Audience; email: string }

/** `handle` stays with the browser that asked: the code works only together with it. */
export type SignInRequested = { id: string; handle: string }

/**
 * Asks for a one-time link and a six-digit code by mail. Whether the address is known cannot be told from the answer:
 * for an unknown one the same row is written with secrets that nobody has, and no letter leaves.
 */
export async function requestSignIn(scope: Scope, { audience, email }: RequestSignIn): Promise<SignInRequested> {
	const account = await findAccount(scope, audience, email.trim())
	const secrets = { token: newToken(), code: newCode() }
	const request = await writeRequest(scope, { audience, email: email.trim(), account, secrets, minutes: signInMinutes })
	if (!account) return request
	await queueEffect(scope, {
		kind: 'mail',
		key: `sign-in:${request.id}`,
		payload: {
			letter: 'sign-in',
			to: { name: account.name, email: account.email, ...(account.country && { country: account.country }) },
			language: account.language,
			audience,
			minutes: signInMinutes,
			requestedAt: realTime(scope).toString(),
			secrets,
		},
	})
	await emit(scope, { kind: 'sign_in.requested', subject: { kind: 'account', id: account.id }, facts: { audience } })
	return request
}

export type CreateSignIn = RequestSignIn & { minutes?: number }

/** A one-time link handed out on the spot instead of mailed: for the terminal of whoever runs the product. */
export async function createSignIn(scope: Scope, input: CreateSignIn): Promise<{ token: string }> {
	if (scope.actor.kind !== 'system') refuse('not_permitted', { action: 'staff.write' })
	const account = await findAccount(scope, input.audience, input.email)
	if (!account) refuse('not_found', { noun: 'account' })
	const secrets = { token: newToken(), code: newCode() }
	await writeRequest(scope, { ...input, account, secrets, minutes: input.minutes ?? signInMinutes })
	return { token: secrets.token }
}

type NewRequest = RequestSignIn & {
	account: Account | undefined
	secrets: { token: string; code: string }
	minutes: number
}

async function writeRequest(scope: Scope, request: NewRequest): Promise<SignInRequested> {
	const { sql } = scope
	const now = realTime(scope)
	const handle = newToken()
	await sql`
		delete from sign_in_request where id in (
			select id from sign_in_request where expires_at < ${now.subtract({ hours: 24 })} order by id limit 20 for update skip locked
		)`
	const [written] = await sql<{ id: string }[]>`
		insert into sign_in_request (audience, email, account_id, token_hash, code_hash, requested_at, expires_at)
		values (${request.audience}, ${request.email.trim().toLowerCase()}, ${request.account?.id ?? null}, ${hashSecret(request.secrets.token)},
			${hashCode(handle, request.secrets.code)}, ${now}, ${now.add({ minutes: request.minutes })})
		returning id`
	if (!written) throw new Error('A sign-in request was not written')
	return { id: written.id, handle }
}

/** Six digits alone could be found from their hash in a second; the handle is not in the database. */
export function hashCode(handle: string, code: string): Buffer {
	return hashSecret(`${handle}.${code}`)
}
