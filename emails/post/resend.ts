import { Resend } from 'resend'
import { checkHeaders, oneLine, readAddress, writeAddress } from './address.ts'
import type { Mail, Post, Sent } from './mail.ts'
import { NotSent } from './not-sent.ts'

export type ResendSettings = { apiKey: string; from: string; baseUrl?: string; timeoutMilliseconds?: number }

/** Sends through Resend. Its idempotency key makes a repeated sending one letter for 24 hours. */
export function openResend({ apiKey, from, baseUrl, timeoutMilliseconds = 20_000 }: ResendSettings): Post {
	const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {})
	return {
		async send(mail) {
			const options = { idempotencyKey: mail.idempotencyKey, signal: AbortSignal.timeout(timeoutMilliseconds) }
			const { data, error } = await resend.emails.send(requestOf(mail, from), options)
			if (error) return refused(error, mail)
			// A proxy's answer can be 200 and say nothing: without an id nothing was accepted.
			if (typeof data?.id !== 'string') throw new NotSent('temporary', 'no_answer', 'Resend answered without an id')
			return { id: data.id, repeated: false }
		},
		async close() {},
	}
}

function requestOf(mail: Mail, from: string) {
	return {
		from: writeAddress(readAddress(mail.from ?? from)),
		to: writeAddress(readAddress(mail.to)),
		...(mail.replyTo ? { replyTo: writeAddress(readAddress(mail.replyTo)) } : {}),
		subject: oneLine(mail.subject),
		html: mail.html,
		text: mail.text,
		headers: checkHeaders(mail.headers ?? {}),
		attachments: (mail.attachments ?? []).map(({ fileName, mediaType, content }) => ({
			filename: oneLine(fileName),
			contentType: mediaType,
			content: Buffer.from(content).toString('base64'),
		})),
	}
}

type Refusal = { name: string; message: string; statusCode: number | null }

/** Only a complaint about this letter is permanent. A wrong key or domain is ours to mend, and the letter waits. */
function refused({ name, message, statusCode }: Refusal, mail: Mail): Sent {
	// The key was used with other words: the first letter went out, and a second must not.
	if (name === 'invalid_idempotent_request') return { id: mail.idempotencyKey, repeated: true }
	const aboutTheLetter = statusCode === 400 || statusCode === 413 || statusCode === 422
	const ours = ['invalid_from_address', 'missing_api_key', 'invalid_api_key', 'restricted_api_key'].includes(name)
	throw new NotSent(aboutTheLetter && !ours ? 'permanent' : 'temporary', name, `Resend: ${message}`)
}
