import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { bytes, id, instant, json } from './columns.ts'

/** One file brought in: what it was, how its columns were read, and what came of it. */
export const importBatch = pgTable(
	'import_batch',
	{
		id: id(),
		subject: text('subject').notNull(),
		fileName: text('file_name').notNull(),
		sha256: text('sha256').notNull(),
		content: bytes('content').notNull(),
		map: json<unknown>('map'),
		state: text('state').notNull(),
		uploadedBy: text('uploaded_by').notNull(),
		uploadedAt: instant('uploaded_at').notNull(),
		startedAt: instant('started_at'),
		finishedAt: instant('finished_at'),
		/** Rows looked at so far, and of them: created, updated, unchanged, rejected. */
		rows: integer('rows').notNull().default(0),
		done: integer('done').notNull().default(0),
		created: integer('created').notNull().default(0),
		updated: integer('updated').notNull().default(0),
		unchanged: integer('unchanged').notNull().default(0),
		rejected: integer('rejected').notNull().default(0),
		/** [{ row, column, code, facts, values }] */
		problems: json<unknown[]>('problems').notNull().default([]),
		lastError: text('last_error').notNull().default(''),
	},
	(table) => [
		index('import_batch_by_time').on(table.uploadedAt),
		check('import_batch_subject', sql`${table.subject} in ('customers', 'contracts')`),
		check('import_batch_state', sql`${table.state} in ('uploaded', 'checked', 'loading', 'loaded', 'failed')`),
		check(
			'import_batch_counts',
			sql`${table.created} + ${table.updated} + ${table.unchanged} + ${table.rejected} = ${table.done}`,
		),
	],
)

/** How the columns of such a file were read last time, to be offered again. */
export const importMap = pgTable(
	'import_map',
	{
		id: id(),
		subject: text('subject').notNull(),
		/** SHA-256 of the header row. */
		header: text('header').notNull(),
		map: json<unknown>('map').notNull(),
		savedAt: instant('saved_at').notNull(),
	},
	(table) => [unique('import_map_once').on(table.subject, table.header)],
)
