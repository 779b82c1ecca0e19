import { sql } from 'drizzle-orm'
import { char, check, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { day, decimal } from './columns.ts'

/** What currencies were worth of each other from a day on, for reports alone. */
export const currencyRate = pgTable(
	'currency_rate',
	{
		base: char('base', { length: 3 }).notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		validFrom: day('valid_from').notNull(),
		/** So many of the currency are one of the base. */
		rate: decimal('rate').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.base, table.currency, table.validFrom] }),
		check('currency_rate_of_two', sql`${table.base} <> ${table.currency}`),
		check('currency_rate_codes', sql`${table.base} ~ '^[A-Z]{3}$' and ${table.currency} ~ '^[A-Z]{3}$'`),
		check('currency_rate_above_nothing', sql`${table.rate} > 0`),
	],
)
