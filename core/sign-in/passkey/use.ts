import {
	generateAuthenticationOptions,
	type PublicKeyCredentialRequestOptionsJSON,
	verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import { act, type Books, type Outcome, type Scope } from '../../act.ts'
import type { Language } from '../../company/read.ts'
import { emit } from '../../event.ts'
import { refuse } from '../../refusal.ts'
import { findAccount } from '../account.ts'
import { realTime } from '../real-time.ts'
import type { SignedIn } from '../redeem.ts'
import type { UsedAnswer } from './answer.ts'
import { giveChallenge, type Site, takeChallenge } from './challenge.ts'

const actor = { kind: 'system', name: 'sign-in' } as const

type Offer = { site: Site; userId: string | null }

/**
 * What a browser is to sign: with one of a person's passkeys as their second factor, or, where `userId` is null, with
 * whatever passkey it has for this site, which then is both factors in one. Null for a person without passkeys.
 */
export async function askForPasskey(
	books: Books,
	offer: Offer,
): Promise<Outcome<PublicKeyCredentialRequestOptionsJSON | null>> {
	return await act(books, actor, ask, offer)
}

async function ask(scope: Scope, { site, userId }: Offer): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
	const known = await scope.sql<{ id: string; transports: string[] }[]>`
		select credential_id as id, transports from passkey where user_id = ${userId}`
	if (userId !== null && known.length === 0) return null
	const challenge = await giveChallenge(
		scope,
		userId === null ? { purpose: 'enter', userId } : { purpose: 'pass', userId },
	)
	return await generateAuthenticationOptions({
		rpID: site.host,
		challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
		userVerification: userId === null ? 'required' : 'preferred',
		...(userId === null ? {} : { allowCredentials: [...known] }),
	})
}

type Use = { site: Site; answer: UsedAnswer }

/** Passes a second factor with a passkey of that person. Refuses `passkey.refused`. */
export async function passPasskey(books: Books, input: Use & { userId: string }): Promise<Outcome<null>> {
	return await act(books, actor, pass, input)
}

async function pass(scope: Scope, { userId, ...use }: Use & { userId: string }): Promise<null> {
	const challenge = await takeChallenge(scope, use.answer, { purpose: 'pass', userId })
	const owner = await verify(scope, use, challenge, false)
	if (owner.userId !== userId) refuse('passkey.refused', {})
	await emit(scope, {
		kind: 'second_factor.passed',
		subject: { kind: 'staff_user', id: userId },
		facts: { with: 'passkey' },
	})
	return null
}

/** Signs a member of staff in with a passkey alone, which has asked for a finger, a face or a PIN. Refuses `passkey.refused`. */
export async function enterWithPasskey(books: Books, input: Use): Promise<Outcome<SignedIn>> {
	return await act(books, actor, enter, input)
}

async function enter(scope: Scope, use: Use): Promise<SignedIn> {
	const challenge = await takeChallenge(scope, use.answer, { purpose: 'enter', userId: null })
	const { email, language } = await verify(scope, use, challenge, true)
	const account = await findAccount(scope, 'staff', email)
	if (!account) refuse('passkey.refused', {})
	const facts = { audience: 'staff', with: 'passkey' }
	await emit(scope, { kind: 'sign_in.done', subject: { kind: 'account', id: account.id }, facts })
	return { accountId: account.id, audience: 'staff', email, language }
}

type Held = { id: string; userId: string; email: string; language: Language; publicKey: Buffer; counter: bigint }

async function verify(scope: Scope, { site, answer }: Use, challenge: string, alone: boolean): Promise<Held> {
	const { sql } = scope
	const [held] = await sql<(Held & { transports: string[] })[]>`
		select passkey.id, user_id as "userId", email, language, public_key as "publicKey", counter, transports
		from passkey join staff_user on staff_user.id = user_id
		where credential_id = ${answer.id} and left_at is null for update of passkey`
	if (!held) refuse('passkey.refused', {})
	const verified = await verifyAuthenticationResponse({
		response: answer,
		expectedChallenge: challenge,
		expectedOrigin: site.origin,
		expectedRPID: site.host,
		credential: { id: answer.id, publicKey: Uint8Array.from(held.publicKey), counter: Number(held.counter) },
		requireUserVerification: alone,
	}).catch(() => undefined)
	if (!verified?.verified) refuse('passkey.refused', {})
	const { newCounter } = verified.authenticationInfo
	await sql`update passkey set counter = ${BigInt(newCounter)}, last_used_at = ${realTime(scope)} where id = ${held.id}`
	return held
}
