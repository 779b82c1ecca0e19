import { sql } from 'drizzle-orm'
import { char, check, foreignKey, index, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant, minor } from './columns.ts'
import { customer } from './customer.ts'

/** One posting of one fact. Never changed; a correction is a reversal. It is written with its lines, which sum to zero. */
export const journalEntry = pgTable(
	'journal_entry',
	{
		id: id(),
		kind: text('kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id'),
		currency: char('currency', { length: 3 }).notNull(),
		postedOn: day('posted_on').notNull(),
		postedAt: instant('posted_at').notNull(),
	},
	(table) => [
		unique('journal_entry_once').on(table.kind, table.subjectId),
		unique('journal_entry_currency').on(table.id, table.currency),
		index('journal_entry_by_customer').on(table.customerId, table.postedOn),
		index('journal_entry_by_day').on(table.postedOn, table.id),
		check(
			'journal_entry_kind',
			sql`${table.kind} in ('invoice', 'credit_note', 'payment', 'allocation', 'rounding', 'refund', 'refund_failed', 'dispute', 'dispute_won', 'write_off', 'revenue', 'opening', 'opening_back', 'payment_back', 'penalty_payment')`,
		),
	],
)

/** Debit positive, credit negative. */
export const journalLine = pgTable(
	'journal_line',
	{
		entryId: uuid('entry_id').notNull(),
		position: smallint('position').notNull(),
		account: text('account').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		amountMinor: minor('amount_minor').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.entryId, table.position] }),
		foreignKey({
			name: 'journal_line_entry',
			columns: [table.entryId, table.currency],
			foreignColumns: [journalEntry.id, journalEntry.currency],
		}),
		check(
			'journal_line_account',
			sql`${table.account} in ('receivable', 'cash', 'revenue', 'deferred_revenue', 'tax', 'penalty_income', 'waived_penalty', 'write_off', 'customer_balance', 'opening_balance')`,
		),
		check('journal_line_amount', sql`${table.amountMinor} <> 0`),
	],
)
