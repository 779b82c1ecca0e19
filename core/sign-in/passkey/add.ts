import {
	generateRegistrationOptions,
	type PublicKeyCredentialCreationOptionsJSON,
	verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { permit } from '../../permit.ts'
import { refuse } from '../../refusal.ts'
import { refuseStale } from '../fresh.ts'
import { findOwner, type Owner } from '../owner.ts'
import { tellOwner } from '../password/tell-owner.ts'
import { realTime } from '../real-time.ts'
import { giveRecoveryCodes } from '../second-factor/recovery.ts'
import type { MadeAnswer } from './answer.ts'
import { giveChallenge, type Site, takeChallenge } from './challenge.ts'

/** EdDSA, ES256 and RS256, which every authenticator has one of; what Node calls an experiment is left out. */
const algorithms = [-8, -7, -257]

/** Of one person. */
const mostPasskeys = 10

/** What the browser of a member of staff is to make a passkey from. */
export async function offerPasskey(
	scope: Scope,
	{ site }: { site: Site },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
	permit(scope, 'second_factor.write')
	const { subject, name, email } = await findOwner(scope)
	const known = await scope.sql<{ id: string; transports: string[] }[]>`
		select credential_id as id, transports from passkey where user_id = ${subject.id}`
	return await generateRegistrationOptions({
		rpName: scope.company.name,
		rpID: site.host,
		userID: new TextEncoder().encode(subject.id),
		userName: email,
		userDisplayName: name,
		challenge: Uint8Array.from(
			Buffer.from(await giveChallenge(scope, { purpose: 'add', userId: subject.id }), 'base64url'),
		),
		excludeCredentials: [...known],
		supportedAlgorithmIDs: algorithms,
		authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
	})
}

/** `key` is the product's secret key, `sessionKey` names the session that asks. */
export type AddPasskey = { site: Site; key: string; sessionKey: string | undefined; name: string; answer: MadeAnswer }

/**
 * Keeps a passkey: from now on it, or another second factor, is asked for at every sign-in. Answers recovery codes, shown
 * once, where there were none. Refuses `sign_in.not_fresh`, `passkey.refused`, `passkey.known`, `passkey.too_many`.
 */
export async function addPasskey(scope: Scope, input: AddPasskey): Promise<string[] | null> {
	permit(scope, 'second_factor.write')
	const owner = await findOwner(scope)
	await refuseStale(scope, owner.accountId, input.sessionKey)
	const userId = owner.subject.id
	const { sql } = scope
	await sql`select from staff_user where id = ${userId} for update`
	const [held] = await sql<{ count: number }[]>`select count(*)::int from passkey where user_id = ${userId}`
	if ((held?.count ?? 0) >= mostPasskeys) refuse('passkey.too_many', { most: mostPasskeys })
	const credential = await verify(scope, owner, input)
	const [added] = await sql<{ id: string }[]>`
		insert into passkey (user_id, credential_id, public_key, counter, transports, name, created_at)
		values (${userId}, ${credential.id}, ${Buffer.from(credential.publicKey)}, ${BigInt(credential.counter)},
			${input.answer.response.transports}, ${input.name}, ${realTime(scope)})
		on conflict (credential_id) do nothing returning id`
	if (!added) refuse('passkey.known', {})
	await emit(scope, { kind: 'passkey.added', subject: owner.subject, facts: { name: input.name } })
	await tellOwner(scope, owner, 'passkey_added')
	return await giveRecoveryCodes(scope, { userId, key: input.key })
}

async function verify(scope: Scope, { subject }: Owner, { site, answer }: AddPasskey) {
	const challenge = await takeChallenge(scope, answer, { purpose: 'add', userId: subject.id })
	const verified = await verifyRegistrationResponse({
		response: answer,
		expectedChallenge: challenge,
		expectedOrigin: site.origin,
		expectedRPID: site.host,
		requireUserVerification: false,
		supportedAlgorithmIDs: algorithms,
	}).catch(() => undefined)
	return verified?.verified ? verified.registrationInfo.credential : refuse('passkey.refused', {})
}
