import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant, now } from './columns.ts'

/** Letters kept here instead of being sent, while no mail provider is set. */
export const mailboxLetter = pgTable(
	'mailbox_letter',
	{
		id: id(),
		/** Makes a repeated delivery the same letter. */
		key: text('key').unique(),
		sentAt: instant('sent_at').notNull().default(now),
		toAddress: text('to_address').notNull(),
		fromAddress: text('from_address').notNull(),
		subject: text('subject').notNull(),
		html: text('html').notNull(),
		text: text('text').notNull(),
		language: text('language').notNull().default('en'),
		letter: text('letter').notNull().default(''),
	},
	(table) => [index('mailbox_letter_by_time').on(table.sentAt)],
)

export const mailboxAttachment = pgTable(
	'mailbox_attachment',
	{
		id: id(),
		letterId: uuid('letter_id')
			.notNull()
			.references(() => mailboxLetter.id, { onDelete: 'cascade' }),
		fileName: text('file_name').notNull(),
		mediaType: text('media_type').notNull(),
		content: bytes('content').notNull(),
	},
	(table) => [index('mailbox_attachment_by_letter').on(table.letterId)],
)
