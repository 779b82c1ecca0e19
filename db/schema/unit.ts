import { sql } from 'drizzle-orm'
import { bigint, boolean, check, foreignKey, pgTable, text, unique } from 'drizzle-orm/pg-core'
import type { Said } from '#core/product/said.ts'
import { json } from './columns.ts'

/** What things are counted in, each exactly so many of the one it is reckoned in. */
export const unit = pgTable(
	'unit',
	{
		/** The word that products, prices, lines and papers have. */
		name: text('name').primaryKey(),
		/** What it is so many of; null: it is reckoned in itself, and others in it. */
		base: text('base'),
		numerator: bigint('numerator', { mode: 'bigint' }).notNull().default(1n),
		denominator: bigint('denominator', { mode: 'bigint' }).notNull().default(1n),
		/** Units that can be turned into each other. */
		dimension: text('dimension').notNull().generatedAlwaysAs(sql`coalesce(base, name)`),
		/** Only whole ones are sold, unless its product says otherwise. */
		whole: boolean('whole').notNull(),
		/** UN/ECE Recommendation 20, for e-invoices. */
		code: text('code').notNull().default('C62'),
		/** Its words by language; where a language has several forms of a word, all of them with | between them. */
		names: json<Said>('names').notNull().default(sql`'{}'`),
	},
	(table) => [
		unique('unit_of_dimension').on(table.name, table.dimension),
		foreignKey({
			name: 'unit_base',
			columns: [table.base, table.base],
			foreignColumns: [table.name, table.dimension],
		}),
		check('unit_name', sql`${table.name} = btrim(${table.name}) and char_length(${table.name}) between 1 and 40`),
		check('unit_base_is_one', sql`${table.base} is not null or (${table.numerator} = 1 and ${table.denominator} = 1)`),
		check('unit_not_of_itself', sql`${table.base} <> ${table.name}`),
		check(
			'unit_factor',
			sql`${table.numerator} between 1 and 1000000000000 and ${table.denominator} between 1 and 1000000000000`,
		),
		check('unit_names', sql`said_by_language(${table.names})`),
		check('unit_code', sql`${table.code} ~ '^[A-Z0-9]{2,3}$'`),
	],
)
