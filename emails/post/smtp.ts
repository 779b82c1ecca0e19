import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { checkHeaders, oneLine, readAddress } from './address.ts'
import type { Mail, Post } from './mail.ts'
import { NotSent } from './not-sent.ts'

export type SmtpSettings = { url: string; from: string; timeoutMilliseconds?: number }

/** Sends through an SMTP server, over a few connections that stay open. */
export function openSmtp({ url, from, timeoutMilliseconds = 20_000 }: SmtpSettings): Post {
	const transport = createTransport({
		url,
		pool: true,
		maxConnections: 3,
		connectionTimeout: timeoutMilliseconds,
		greetingTimeout: timeoutMilliseconds,
		socketTimeout: timeoutMilliseconds,
		// Nothing in a letter may make the server read a file or fetch an address.
		disableFileAccess: true,
		disableUrlAccess: true,
	})
	return {
		async send(mail) {
			const message = messageOf(mail, from)
			try {
				const sent = await transport.sendMail(message)
				return { id: sent.messageId, repeated: false }
			} catch (error) {
				throw reasonOf(error)
			}
		},
		async close() {
			transport.close()
		},
	}
}

function messageOf(mail: Mail, from: string) {
	const sender = readAddress(mail.from ?? from)
	return {
		from: sender,
		to: readAddress(mail.to),
		...(mail.replyTo ? { replyTo: readAddress(mail.replyTo) } : {}),
		subject: oneLine(mail.subject),
		html: mail.html,
		text: mail.text,
		headers: checkHeaders(mail.headers ?? {}),
		// SMTP knows no idempotency key; the same Message-ID lets the receiving side drop a second copy.
		messageId: `<${createHash('sha256').update(mail.idempotencyKey).digest('hex').slice(0, 40)}@${sender.address.split('@')[1]}>`,
		attachments: (mail.attachments ?? []).map(({ fileName, mediaType, content }) => ({
			filename: oneLine(fileName),
			contentType: mediaType,
			content: Buffer.from(content),
		})),
	}
}

/** RFC 5321: 4xx is for now, 5xx for good, except that a refused sign-in or sender is our setting, not the letter. */
function reasonOf(error: unknown): NotSent {
	const { code = '', responseCode = 0, message = '', command = '' } = error as Partial<SmtpFailure>
	const refused = responseCode >= 500 && responseCode < 600
	const ours = [530, 534, 535, 538].includes(responseCode) || code === 'EAUTH' || command.startsWith('MAIL FROM')
	const named = responseCode ? `smtp_${responseCode}` : code.toLowerCase() || 'smtp'
	return new NotSent(refused && !ours ? 'permanent' : 'temporary', named, `SMTP: ${message}`, error)
}

type SmtpFailure = { code: string; responseCode: number; message: string; command: string }
