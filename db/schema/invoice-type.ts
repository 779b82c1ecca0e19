import { sql } from 'drizzle-orm'
import { check, foreignKey, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant, json } from './columns.ts'
import { contractType } from './contract.ts'

type Said = Partial<Record<'en' | 'ru' | 'zh' | 'vi', string>>

/** A type of invoice as the company names it. Once invoices are issued of it, its names only grow by languages. */
export const invoiceType = pgTable(
	'invoice_type',
	{
		/** What invoices know it by, whatever it is called. */
		code: text('code').primaryKey(),
		name: text('name').notNull(),
		/** By language, where readers of it are told another name. */
		names: json<Said>('names').notNull().default(sql`'{}'`),
		/** What of the built-in ways to bill it is for. */
		bills: text('bills').notNull().default('any'),
		position: integer('position').notNull().default(100),
		archivedAt: instant('archived_at'),
	},
	(table) => [
		check('invoice_type_name', sql`char_length(btrim(${table.name})) between 1 and 80`),
		check('invoice_type_names', sql`said_by_language(${table.names})`),
		check(
			'invoice_type_bills',
			sql`${table.bills} in ('any', 'period', 'change', 'one_off', 'down_payment', 'instalment', 'penalty')`,
		),
		unique('invoice_type_for').on(table.code, table.bills),
		uniqueIndex('invoice_type_named').on(sql`lower(${table.name})`).where(sql`archived_at is null`),
	],
)

/** What invoices are of by themselves: by what they bill, of contracts of one type or (null) of every. Of types in use alone. */
export const invoiceTypeUsual = pgTable(
	'invoice_type_usual',
	{
		bills: text('bills').notNull(),
		contractType: text('contract_type').references(() => contractType.code, { onDelete: 'cascade' }),
		type: text('type').notNull(),
	},
	(table) => [
		unique('invoice_type_usual_once').on(table.bills, table.contractType).nullsNotDistinct(),
		foreignKey({
			name: 'invoice_type_usual_of',
			columns: [table.type, table.bills],
			foreignColumns: [invoiceType.code, invoiceType.bills],
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
	],
)
