import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, json } from './columns.ts'

/** What contracts and quotes are begun with: terms, lines and clauses. */
export const contractTemplate = pgTable(
	'contract_template',
	{
		id: id(),
		name: text('name').notNull(),
		type: text('type').notNull(),
		direction: text('direction').notNull().default('receivable'),
		terms: json<unknown>('terms').notNull(),
		lines: json<unknown>('lines').notNull(),
		clauses: json<unknown>('clauses').notNull(),
		payables: json<unknown>('payables').notNull().default([]),
		own: json<unknown>('own').notNull().default({}),
		retiredAt: instant('retired_at'),
		version: integer('version').notNull().default(1),
		updatedBy: text('updated_by').notNull(),
		updatedAt: instant('updated_at').notNull(),
	},
	(table) => [
		uniqueIndex('contract_template_named').on(sql`lower(btrim(${table.name}))`).where(sql`retired_at is null`),
		check('contract_template_name', sql`char_length(btrim(${table.name})) between 1 and 120`),
		check('contract_template_type', sql`char_length(btrim(${table.type})) between 1 and 200`),
		check('contract_template_own', sql`jsonb_typeof(${table.own}) = 'object'`),
		check('contract_template_direction', sql`${table.direction} in ('receivable', 'payable')`),
		check(
			'contract_template_payables',
			sql`jsonb_typeof(${table.payables}) = 'array' and case ${table.direction} when 'payable' then ${table.lines} = '[]' else ${table.payables} = '[]' end`,
		),
		check(
			'contract_template_shape',
			sql`jsonb_typeof(${table.terms}) = 'object' and jsonb_typeof(${table.lines}) = 'array' and jsonb_typeof(${table.clauses}) = 'array'`,
		),
	],
)
