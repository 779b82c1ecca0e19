import type { Scope } from '../../act.ts'
import { refuse } from '../../refusal.ts'
import { realTime } from '../real-time.ts'
import { newToken } from '../secret.ts'

/** The site that a passkey is bound to: its host name, and the origin that pages are served from. */
export type Site = { host: string; origin: string }

/** How long a browser has to answer, in minutes. */
const minutes = 10

type Purpose = { purpose: 'add' | 'pass'; userId: string } | { purpose: 'enter'; userId: null }

/** 256 random bits for an authenticator to sign. */
export async function giveChallenge(scope: Scope, { purpose, userId }: Purpose): Promise<string> {
	const { sql } = scope
	const challenge = newToken()
	const now = realTime(scope)
	await sql`
		delete from passkey_challenge where challenge in (
			select challenge from passkey_challenge where expires_at < ${now} limit 20 for update skip locked)`
	await sql`
		insert into passkey_challenge (challenge, purpose, user_id, expires_at)
		values (${challenge}, ${purpose}, ${userId}, ${now.add({ minutes })})`
	return challenge
}

/** Uses up the challenge that an answer was made for. Refuses `passkey.refused` for one that was not given for this. */
export async function takeChallenge(
	scope: Scope,
	answer: { response: { clientDataJSON: string } },
	{ purpose, userId }: Purpose,
): Promise<string> {
	const challenge = challengeIn(answer.response.clientDataJSON)
	const [taken] = await scope.sql<{ challenge: string }[]>`
		delete from passkey_challenge where challenge = ${challenge} and purpose = ${purpose}
			and user_id is not distinct from ${userId} and expires_at > ${realTime(scope)}
		returning challenge`
	return taken?.challenge ?? refuse('passkey.refused', {})
}

function challengeIn(clientData: string): string {
	try {
		const { challenge } = JSON.parse(Buffer.from(clientData, 'base64url').toString()) as { challenge?: unknown }
		return typeof challenge === 'string' ? challenge : ''
	} catch {
		return ''
	}
}
