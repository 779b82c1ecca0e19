import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, json } from './columns.ts'
import { staffUser } from './staff.ts'

/** A name for what is asked of a list: a person's own, or everybody's. */
export const listView = pgTable(
	'list_view',
	{
		id: id(),
		list: text('list').notNull(),
		name: text('name').notNull(),
		/** Names and values, as the list's address has them. */
		query: json<[string, string][]>('query').notNull(),
		/** Null: everybody's. */
		ownerId: uuid('owner_id').references(() => staffUser.id),
		savedBy: text('saved_by').notNull(),
		savedAt: instant('saved_at').notNull(),
	},
	(table) => [
		// The database counts two without an owner as the same: `nulls not distinct`, which is written in the migration.
		uniqueIndex('list_view_named').on(table.list, table.ownerId, sql`lower(${table.name})`),
		index('list_view_of_owner').on(table.ownerId).where(sql`owner_id is not null`),
		check(
			'list_view_list',
			sql`${table.list} in ('customers', 'contracts', 'lines', 'invoices', 'receipts', 'follow-ups', 'suppliers', 'supplier-contracts', 'equipment', 'instalments', 'products', 'collection-cases', 'contacts')`,
		),
		check('list_view_name', sql`char_length(btrim(${table.name})) between 1 and 80`),
		check('list_view_query', sql`jsonb_typeof(${table.query}) = 'array'`),
	],
)
