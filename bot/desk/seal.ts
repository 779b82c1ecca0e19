import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Actor, act, expectOk } from '#core/act.ts'
import { offerChoices } from '#core/chat/choice.ts'
import type { Reply, SealedReply } from '../reply.ts'
import type { Desk } from './desk.ts'

/*
 * A button of a platform holds 64 bytes, so what it does is written down and the button names it: 16 bytes of id and 16
 * of signature, as 43 characters. The signature keeps guesses away from the database.
 */

/** Writes the choices of a reply down and signs their names, for whom it is shown to. */
export async function sealReply({ books, secret }: Desk, actor: Actor, reply: Reply): Promise<SealedReply> {
	const { choices = [], ...rest } = reply
	const offered = choices.map(({ command, input, acts = false, forAll = false }) => ({ command, input, acts, forAll }))
	const ids = offered.length > 0 ? expectOk(await act(books, actor, offerChoices, offered)) : []
	return {
		...rest,
		choices: choices.map(({ label, tone, asks }, index) => ({
			...{ label, token: signId(secret, ids[index] ?? '') },
			...(tone ? { tone } : {}),
			...(asks ? { asks } : {}),
		})),
	}
}

/** The id in a token that we have signed; undefined for any other text. */
export function idOf(secret: string, token: string): string | undefined {
	if (!/^[\w-]{43}$/.test(token)) return undefined
	const bytes = Buffer.from(token, 'base64url')
	const [id, signature] = [bytes.subarray(0, 16), bytes.subarray(16)]
	if (!timingSafeEqual(signature, signatureOf(secret, id))) return undefined
	return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function signId(secret: string, id: string): string {
	const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
	return Buffer.concat([bytes, signatureOf(secret, bytes)]).toString('base64url')
}

function signatureOf(secret: string, id: Buffer): Buffer {
	return createHmac('sha256', secret).update('chat choice').update(id).digest().subarray(0, 16)
}
