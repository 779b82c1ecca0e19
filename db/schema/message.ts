import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { contract } from './contract.ts'
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

/** How the conversation about a subject stands; kept by every message. */
export const conversation = pgTable(
	'conversation',
	{
		subjectKind: text('subject_kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id').references(() => contract.id),
		lastMessageId: uuid('last_message_id')
			.notNull()
			.references(() => message.id),
		lastAt: instant('last_at').notNull(),
		lastBy: text('last_by').notNull(),
		/** Since when the customer waits for an answer; null when they do not. */
		waitingSince: instant('waiting_since'),
	},
	(table) => [
		primaryKey({ columns: [table.subjectKind, table.subjectId] }),
		index('conversation_waiting').on(table.waitingSince, table.subjectId).where(sql`waiting_since is not null`),
		index('conversation_latest').on(table.lastMessageId),
		index('conversation_by_customer').on(table.customerId),
		index('conversation_by_contract').on(table.contractId).where(sql`contract_id is not null`),
		check('conversation_subject', sql`${table.subjectKind} in ('contract', 'quote')`),
		check(
			'conversation_of_its_contract',
			sql`${table.subjectKind} <> 'contract' or ${table.contractId} is not distinct from ${table.subjectId}`,
		),
		check('conversation_last_by', sql`${table.lastBy} in ('customer', 'company')`),
		check('conversation_waits_for_the_company', sql`${table.waitingSince} is null or ${table.lastBy} = 'customer'`),
	],
)

/** How far a person has read a conversation; only ever forward. */
export const messageRead = pgTable(
	'message_read',
	{
		subjectKind: text('subject_kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		readerKind: text('reader_kind').notNull(),
		readerId: uuid('reader_id').notNull(),
		messageId: uuid('message_id')
			.notNull()
			.references(() => message.id),
		readAt: instant('read_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.subjectId, table.subjectKind, table.readerKind, table.readerId] }),
		check('message_read_reader', sql`${table.readerKind} in ('staff', 'contact', 'link')`),
	],
)

/** A file in the store, under its digest. The row is written before the file and goes after it. */
export const storedFile = pgTable(
	'stored_file',
	{
		sha256: text('sha256').primaryKey(),
		sizeBytes: integer('size_bytes').notNull(),
		/** When it was last brought: what is younger than a day may still be waiting for its message. */
		storedAt: instant('stored_at').notNull(),
	},
	(table) => [
		index('stored_file_by_time').on(table.storedAt),
		check('stored_file_digest', sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
		check('stored_file_size', sql`${table.sizeBytes} between 1 and 10485760`),
	],
)

/** A file sent with a message. Never changed. */
export const messageAttachment = pgTable(
	'message_attachment',
	{
		id: id(),
		messageId: uuid('message_id')
			.notNull()
			.references(() => message.id),
		position: integer('position').notNull(),
		fileName: text('file_name').notNull(),
		/** As its bytes say. */
		mediaType: text('media_type').notNull(),
		sizeBytes: integer('size_bytes').notNull(),
		sha256: text('sha256')
			.notNull()
			.references(() => storedFile.sha256),
	},
	(table) => [
		unique('message_attachment_position').on(table.messageId, table.position),
		index('message_attachment_by_file').on(table.sha256),
		check('message_attachment_count', sql`${table.position} between 1 and 5`),
		check(
			'message_attachment_name',
			sql`char_length(${table.fileName}) between 1 and 200 and ${table.fileName} !~ '[[:cntrl:]/\\]'`,
		),
		check('message_attachment_size', sql`${table.sizeBytes} between 1 and 10485760`),
		check(
			'message_attachment_type',
			sql`${table.mediaType} in ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')`,
		),
	],
)
