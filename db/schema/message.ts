import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { customer } from './customer.ts'

/** A line of a conversation, about a quote or a contract. Never changed. */
export const message = pgTable(
	'message',
	{
		id: id(),
		subjectKind: text('subject_kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		authorKind: text('author_kind').notNull(),
		/** The member of staff, the contact or the secure link. */
		authorId: uuid('author_id'),
		/** As it stood when it was written. */
		authorName: text('author_name').notNull(),
		text: text('text').notNull(),
		createdAt: instant('created_at').notNull(),
	},
	(table) => [
		index('message_by_subject').on(table.subjectId, table.id),
		index('message_by_customer').on(table.customerId),
		check('message_subject', sql`${table.subjectKind} in ('contract', 'quote')`),
		check(
			'message_author',
			sql`${table.authorKind} in ('staff', 'contact', 'link', 'system') and (${table.authorKind} = 'system') = (${table.authorId} is null)`,
		),
		check('message_text', sql`char_length(${table.text}) between 1 and 5000`),
	],
)
