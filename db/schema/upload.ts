import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'
import { storedFile } from './message.ts'

/** A file on its way from a phone, piece by piece, or held until what it belongs to is written. */
export const upload = pgTable(
	'upload',
	{
		subjectKind: text('subject_kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		key: uuid('key').notNull(),
		fileName: text('file_name').notNull(),
		sizeBytes: integer('size_bytes').notNull(),
		receivedBytes: integer('received_bytes').notNull().default(0),
		/** Of one that is whole and in the store. */
		mediaType: text('media_type'),
		sha256: text('sha256').references(() => storedFile.sha256),
		begunBy: text('begun_by').notNull(),
		lastAt: instant('last_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.subjectId, table.key] }),
		index('upload_by_time').on(table.lastAt),
		index('upload_by_digest').on(table.sha256).where(sql`sha256 is not null`),
		check('upload_subject', sql`${table.subjectKind} in ('credit_survey', 'collection_case', 'machine_request')`),
		check('upload_size', sql`${table.sizeBytes} between 1 and 10485760`),
		check('upload_received', sql`${table.receivedBytes} between 0 and ${table.sizeBytes}`),
		check(
			'upload_held',
			sql`num_nonnulls(${table.mediaType}, ${table.sha256}) in (0, 2) and (${table.sha256} is null or ${table.receivedBytes} = ${table.sizeBytes})`,
		),
	],
)

export const uploadPiece = pgTable(
	'upload_piece',
	{
		subjectId: uuid('subject_id').notNull(),
		key: uuid('key').notNull(),
		beginsAt: integer('begins_at').notNull(),
		content: bytes('content').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.subjectId, table.key, table.beginsAt] }),
		foreignKey({
			name: 'upload_piece_upload',
			columns: [table.subjectId, table.key],
			foreignColumns: [upload.subjectId, upload.key],
		}).onDelete('cascade'),
		check('upload_piece_size', sql`octet_length(${table.content}) between 1 and 524288`),
	],
)
