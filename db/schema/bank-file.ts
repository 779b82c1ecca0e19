import { sql } from 'drizzle-orm'
import {
	type AnyPgColumn,
	boolean,
	char,
	check,
	foreignKey,
	index,
	integer,
	pgTable,
	text,
	unique,
	uuid,
} from 'drizzle-orm/pg-core'
import { bytes, day, id, instant, json, minor } from './columns.ts'
import { payment, refund } from './payment.ts'

/** A bank's file as it came; it is read once its columns are known. */
export const bankFile = pgTable(
	'bank_file',
	{
		id: id(),
		fileName: text('file_name').notNull(),
		format: text('format').notNull(),
		sha256: text('sha256').notNull().unique(),
		content: bytes('content').notNull(),
		/** How a CSV file was read. */
		map: json<unknown>('map'),
		uploadedBy: text('uploaded_by').notNull(),
		uploadedAt: instant('uploaded_at').notNull(),
		readAt: instant('read_at'),
	},
	(table) => [
		check('bank_file_name', sql`char_length(${table.fileName}) between 1 and 200`),
		check('bank_file_format', sql`${table.format} in ('csv', 'mt940', 'camt')`),
		check('bank_file_size', sql`octet_length(${table.content}) between 1 and 20971520`),
		check('bank_file_read', sql`${table.readAt} is null or ${table.format} <> 'csv' or ${table.map} is not null`),
	],
)

/** How files with the same columns were read last. */
export const bankCsvMap = pgTable('bank_csv_map', {
	header: text('header').primaryKey(),
	map: json<unknown>('map').notNull(),
	savedBy: text('saved_by').notNull(),
	savedAt: instant('saved_at').notNull(),
})

/** What a file says of one account. */
export const bankStatement = pgTable(
	'bank_statement',
	{
		id: id(),
		fileId: uuid('file_id')
			.notNull()
			.references(() => bankFile.id),
		place: integer('place').notNull(),
		account: text('account').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		number: text('number').notNull(),
		openingMinor: minor('opening_minor'),
		closingMinor: minor('closing_minor'),
	},
	(table) => [
		unique('bank_statement_place').on(table.fileId, table.place),
		unique('bank_statement_of').on(table.id, table.fileId, table.account, table.currency),
	],
)

/** One movement of money, of the file that told it first; `key` is by what it is known again. */
export const bankEntry = pgTable(
	'bank_entry',
	{
		id: id(),
		statementId: uuid('statement_id').notNull(),
		fileId: uuid('file_id').notNull(),
		account: text('account').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		key: text('key').notNull(),
		line: integer('line').notNull(),
		bookedOn: day('booked_on').notNull(),
		valueOn: day('value_on').notNull(),
		amountMinor: minor('amount_minor').notNull(),
		counterparty: text('counterparty').notNull(),
		counterpartyAccount: text('counterparty_account').notNull(),
		reference: text('reference').notNull(),
		description: text('description').notNull(),
		bankReference: text('bank_reference').notNull(),
		paymentId: uuid('payment_id').references(() => payment.id),
		ignoredReason: text('ignored_reason').notNull().default(''),
		ignoredBy: text('ignored_by'),
		ignoredAt: instant('ignored_at'),
		reverses: boolean('reverses').notNull().default(false),
		refundId: uuid('refund_id').references(() => refund.id),
		returnedPaymentId: uuid('returned_payment_id').references(() => payment.id),
		/** The entry by which the bank took the money back: nobody records it again. */
		returnedById: uuid('returned_by_id').references((): AnyPgColumn => bankEntry.id),
	},
	(table) => [
		foreignKey({
			name: 'bank_entry_statement',
			columns: [table.statementId, table.fileId, table.account, table.currency],
			foreignColumns: [bankStatement.id, bankStatement.fileId, bankStatement.account, bankStatement.currency],
		}),
		unique('bank_entry_once').on(table.account, table.key),
		unique('bank_entry_payment').on(table.paymentId),
		unique('bank_entry_refund').on(table.refundId),
		unique('bank_entry_returned').on(table.returnedPaymentId),
		unique('bank_entry_returned_by').on(table.returnedById),
		index('bank_entry_by_file').on(table.fileId, table.line, table.id),
		index('bank_entry_by_statement').on(table.statementId),
		index('bank_entry_open')
			.on(table.fileId)
			.where(sql`payment_id is null and ignored_at is null and amount_minor > 0`),
		index('bank_entry_by_payer')
			.on(table.counterpartyAccount)
			.where(sql`payment_id is not null and counterparty_account <> ''`),
		check('bank_entry_amount', sql`${table.amountMinor} <> 0`),
		check('bank_entry_comes_in', sql`${table.paymentId} is null or ${table.amountMinor} > 0`),
		check(
			'bank_entry_ignored',
			sql`num_nonnulls(${table.ignoredBy}, ${table.ignoredAt}) in (0, 2) and (${table.ignoredAt} is null) = (${table.ignoredReason} = '')`,
		),
		check(
			'bank_entry_one_state',
			sql`num_nonnulls(${table.paymentId}, ${table.ignoredAt}, ${table.refundId}, ${table.returnedPaymentId}) <= 1`,
		),
		check(
			'bank_entry_goes_out',
			sql`num_nonnulls(${table.refundId}, ${table.returnedPaymentId}) = 0 or ${table.amountMinor} < 0`,
		),
		check(
			'bank_entry_returned_aside',
			sql`${table.returnedById} is null or (${table.amountMinor} > 0 and ${table.ignoredAt} is not null)`,
		),
		check('bank_entry_words', sql`char_length(${table.ignoredReason}) <= 300`),
	],
)

/** What an entry was said to return, unsaid: the receipt that was taken back, and the one that stands in its place. */
export const bankReturnUnsaid = pgTable(
	'bank_return_unsaid',
	{
		id: id(),
		entryId: uuid('entry_id')
			.notNull()
			.references(() => bankEntry.id),
		takenBackId: uuid('taken_back_id')
			.notNull()
			.references(() => payment.id),
		standsAsId: uuid('stands_as_id')
			.notNull()
			.references(() => payment.id),
		reason: text('reason').notNull(),
		unsaidBy: text('unsaid_by').notNull(),
		unsaidAt: instant('unsaid_at').notNull(),
	},
	(table) => [
		unique('bank_return_unsaid_taken_back_id_key').on(table.takenBackId),
		unique('bank_return_unsaid_stands_as_id_key').on(table.standsAsId),
		index('bank_return_unsaid_by_entry').on(table.entryId),
		check('bank_return_unsaid_reason', sql`btrim(${table.reason}) <> '' and char_length(${table.reason}) <= 300`),
	],
)
