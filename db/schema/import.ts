import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant, json, minor } from './columns.ts'

/** One file brought in: what it was, how its columns were read, and what came of it. */
export const importBatch = pgTable(
	'import_batch',
	{
		id: id(),
		subject: text('subject').notNull(),
		fileName: text('file_name').notNull(),
		sha256: text('sha256').notNull(),
		size: minor('size').notNull().default(sql`0`),
		/** SHA-256 of the header row, once it has been read. */
		header: text('header').notNull().default(''),
		/** The system that exported the file, as the map says. */
		source: text('source').notNull().default(''),
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
		lastError: text('last_error').notNull().default(''),
	},
	(table) => [
		index('import_batch_by_time').on(table.uploadedAt),
		index('import_batch_same').on(table.sha256, table.subject),
		check('import_batch_subject', sql`${table.subject} in ('customers', 'contracts')`),
		check(
			'import_batch_state',
			sql`${table.state} in ('uploaded', 'checking', 'checked', 'loading', 'loaded', 'failed')`,
		),
		check(
			'import_batch_counts',
			sql`${table.created} + ${table.updated} + ${table.unchanged} + ${table.rejected} = ${table.done}`,
		),
		check(
			'import_batch_sizes',
			sql`${table.size} >= 0 and ${table.done} >= 0 and ${table.created} >= 0 and ${table.updated} >= 0 and ${table.unchanged} >= 0 and ${table.rejected} >= 0`,
		),
	],
)

/** The file itself, a megabyte a part, so that neither writing nor reading holds it whole. */
export const importPart = pgTable(
	'import_part',
	{
		batchId: uuid('batch_id')
			.notNull()
			.references(() => importBatch.id, { onDelete: 'cascade' }),
		position: integer('position').notNull(),
		content: bytes('content').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.batchId, table.position] }),
		check('import_part_position', sql`${table.position} >= 0`),
	],
)

/** A row that was not taken: its cells as they stood, and why. */
export const importRejected = pgTable(
	'import_rejected',
	{
		batchId: uuid('batch_id')
			.notNull()
			.references(() => importBatch.id, { onDelete: 'cascade' }),
		/** As the person's spreadsheet numbers it. */
		row: integer('row').notNull(),
		cells: json<string[]>('cells').notNull(),
		/** [{ code, facts, field, column }] */
		problems: json<unknown[]>('problems').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.batchId, table.row] }),
		check('import_rejected_reason', sql`jsonb_array_length(${table.problems}) > 0`),
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
