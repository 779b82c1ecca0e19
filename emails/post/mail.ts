import type { Attachment } from '../kit/letter.ts'
import type { Language } from '../words/language.ts'

/** One letter on its way to one reader. A `Letter` with `to` and `idempotencyKey` beside it is one. */
export type Mail = {
	/** `anna@example.com` or `Anna Lind <anna@example.com>`. */
	to: string
	/** The company's own address by default. */
	from?: string
	replyTo?: string
	subject: string
	html: string
	text: string
	attachments?: Attachment[]
	/** Makes a repeated sending the same letter: our own row's key. At most 256 characters. */
	idempotencyKey: string
	headers?: Record<string, string>
	/** Which letter it is and in which language: for the mailbox and for logs. */
	name?: string
	language?: Language
}

/** `id` is the provider's own; `repeated` when it had accepted this key before. */
export type Sent = { id: string; repeated: boolean }

/** Sends letters. `send` throws `NotSent`, which says whether to try again. */
export type Post = {
	send(mail: Mail): Promise<Sent>
	close(): Promise<void>
}
