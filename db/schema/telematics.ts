import { sql } from 'drizzle-orm'
import { check, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Who locks and unlocks machines of some models, or all that no other provider names. */
export const telematicsProvider = pgTable(
	'telematics_provider',
	{
		id: uuid('id').primaryKey(),
		name: text('name').notNull(),
		url: text('url').notNull(),
		models: text('models').array().notNull().default(sql`'{}'`),
		/** What we sign commands with, and what the provider signs its answers with; sealed. */
		commandSecret: text('command_secret').notNull(),
		answerSecret: text('answer_secret').notNull(),
		createdBy: text('created_by').notNull(),
		createdAt: instant('created_at').notNull(),
		removedAt: instant('removed_at'),
	},
	(table) => [
		uniqueIndex('telematics_provider_of_company').on(sql`(true)`).where(sql`models = '{}' and removed_at is null`),
		check('telematics_provider_name', sql`char_length(btrim(${table.name})) between 1 and 80`),
		check('telematics_provider_url', sql`${table.url} ~ '^https?://' and char_length(${table.url}) <= 500`),
		check('telematics_provider_models', sql`cardinality(${table.models}) <= 200`),
	],
)
