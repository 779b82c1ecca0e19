import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant, minor } from './columns.ts'
import { invoice } from './invoice.ts'

/** What of an invoice was given up; a row below zero takes the one it names back. Never changed. */
export const invoiceWriteOff = pgTable(
	'invoice_write_off',
	{
		id: id(),
		invoiceId: uuid('invoice_id')
			.notNull()
			.references(() => invoice.id),
		amountMinor: minor('amount_minor').notNull(),
		reason: text('reason').notNull(),
		writtenBy: text('written_by').notNull(),
		writtenOn: day('written_on').notNull(),
		writtenAt: instant('written_at').notNull(),
		reversesId: uuid('reverses_id')
			.unique()
			.references((): AnyPgColumn => invoiceWriteOff.id),
	},
	(table) => [
		index('invoice_write_off_by_invoice').on(table.invoiceId, table.id),
		check(
			'invoice_write_off_amount',
			sql`${table.amountMinor} <> 0 and (${table.amountMinor} < 0) = (${table.reversesId} is not null)`,
		),
		check('invoice_write_off_reason', sql`${table.reversesId} is not null or btrim(${table.reason}) <> ''`),
	],
)
