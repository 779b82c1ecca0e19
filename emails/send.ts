import type { Sql } from '#db/client.ts'
import type { Post } from './post/mail.ts'
import { openMailbox } from './post/mailbox.ts'
import { openResend } from './post/resend.ts'
import { openSmtp } from './post/smtp.ts'

/** Where letters go: a provider, an SMTP server, or the local mailbox. `from` is the address they come from. */
export type PostSettings = { from: string } & (
	| { kind: 'resend'; apiKey: string; baseUrl?: string }
	| { kind: 'smtp'; url: string }
	| { kind: 'mailbox' }
)

/** Opens the way out that the settings name. Only the mailbox uses the database. */
export function openPost(settings: PostSettings, sql: Sql): Post {
	switch (settings.kind) {
		case 'resend':
			return openResend(settings)
		case 'smtp':
			return openSmtp(settings)
		case 'mailbox':
			return openMailbox(sql, settings.from)
	}
}
