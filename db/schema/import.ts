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
		/** Changed both in the file and here, or contradicting another row: left as they are here. */
		conflicts: integer('conflicts').notNull().default(0),
		/** Of the rows that did something: taken back, and left because something was built on them. */
		undone: integer('undone').notNull().default(0),
		kept: integer('kept').notNull().default(0),
		undoneBy: text('undone_by').notNull().default(''),
		lastError: text('last_error').notNull().default(''),
	},
	(table) => [
		index('import_batch_by_time').on(table.uploadedAt),
		index('import_batch_same').on(table.sha256, table.subject),
		check(
			'import_batch_subject',
			sql`${table.subject} in ('customers', 'contracts', 'lines', 'contacts', 'products', 'plans', 'prices', 'follow_ups', 'invoices', 'receipts', 'equipment')`,
		),
		check(
			'import_batch_state',
			sql`${table.state} in ('uploaded', 'checking', 'checked', 'loading', 'loaded', 'failed', 'undoing', 'undone')`,
		),
		check(
			'import_batch_counts',
			sql`${table.created} + ${table.updated} + ${table.unchanged} + ${table.conflicts} + ${table.rejected} = ${table.done}`,
		),
		check(
			'import_batch_sizes',
			sql`${table.size} >= 0 and ${table.done} >= 0 and ${table.created} >= 0 and ${table.updated} >= 0 and ${table.unchanged} >= 0 and ${table.conflicts} >= 0 and ${table.rejected} >= 0`,
		),
		check(
			'import_batch_undone',
			sql`${table.undone} >= 0 and ${table.kept} >= 0 and ${table.undone} + ${table.kept} <= ${table.created} + ${table.updated} + ${table.conflicts}`,
		),
		check(
			'import_batch_undone_only_after_loading',
			sql`${table.undone} + ${table.kept} = 0 or ${table.state} in ('undoing', 'undone')`,
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

/** One row of a file, and what it did or, when it was only checked, would do. */
export const importRow = pgTable(
	'import_row',
	{
		batchId: uuid('batch_id')
			.notNull()
			.references(() => importBatch.id, { onDelete: 'cascade' }),
		/** As the person's spreadsheet numbers it. */
		row: integer('row').notNull(),
		fate: text('fate').notNull(),
		key: text('key').notNull(),
		label: text('label').notNull(),
		/** The customer, contract, person, product, price or follow-up. */
		subjectId: uuid('subject_id'),
		/** An earlier row of the file that says otherwise of the same key. */
		repeats: integer('repeats'),
		/** What is there, and what the file says: see core/import/fate.ts. */
		changes: json<unknown[]>('changes'),
		/** What else taking it back needs: see core/import/fate.ts. */
		before: json<unknown>('before'),
		/** 'yes' once it has been taken back, or why it cannot be. */
		undone: text('undone'),
		/** How many versions of the subject taking it back used. */
		undoneSteps: integer('undone_steps').notNull().default(0),
	},
	(table) => [
		primaryKey({ columns: [table.batchId, table.row] }),
		index('import_row_of_note')
			.on(table.batchId, table.fate, table.row)
			.where(sql`fate in ('updated', 'conflict', 'rejected')`),
		index('import_row_of_subject').on(table.subjectId).where(sql`fate in ('updated', 'conflict')`),
		check('import_row_fate', sql`${table.fate} in ('created', 'updated', 'unchanged', 'conflict', 'rejected')`),
		check('import_row_changed_is_told', sql`${table.fate} <> 'updated' or ${table.changes} is not null`),
		check('import_row_undone', sql`${table.undone} is null or ${table.fate} in ('created', 'updated', 'conflict')`),
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

/** What imports last said of a line, contact, product, price, follow-up, invoice or receipt: customers and contracts keep it themselves. */
export const importSaid = pgTable(
	'import_said',
	{
		subject: text('subject').notNull(),
		source: text('source').notNull(),
		/** What the row stands for here: see core/import/plain. */
		key: text('key').notNull(),
		digest: text('digest').notNull(),
		/** The contract line that is meant. */
		subjectId: uuid('subject_id'),
	},
	(table) => [
		check('import_said_line', sql`(${table.subject} = 'lines') = (${table.subjectId} is not null)`),
		index('import_said_of_line').on(table.subjectId).where(sql`subject_id is not null`),
		primaryKey({ columns: [table.subject, table.source, table.key] }),
		check(
			'import_said_subject',
			sql`${table.subject} in ('lines', 'contacts', 'products', 'plans', 'prices', 'follow_ups', 'invoices', 'receipts', 'equipment')`,
		),
	],
)
