import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id } from './columns.ts'
import { contractTemplate } from './template.ts'

/** When a contract is at risk, or bad: of its template's, or the company's for all others. */
export const healthCondition = pgTable(
	'health_condition',
	{
		id: id(),
		templateId: uuid('template_id').references(() => contractTemplate.id),
		kind: text('kind').notNull(),
		weight: text('weight').notNull(),
		/** Days, a score, per cent, a step of the ladder; 0 for what needs none. */
		threshold: integer('threshold').notNull(),
	},
	(table) => [
		unique('health_condition_once').on(table.templateId, table.kind, table.weight).nullsNotDistinct(),
		check('health_condition_weight', sql`${table.weight} in ('at_risk', 'bad')`),
		check(
			'health_condition_kind',
			sql`${table.kind} in ('overdue', 'rating', 'unrated', 'silent', 'documents', 'notice', 'service', 'shrunk', 'ends')`,
		),
		check(
			'health_condition_threshold',
			sql`case ${table.kind} when 'documents' then ${table.threshold} = 0 when 'notice' then ${table.threshold} = 0
				when 'rating' then ${table.threshold} between 2 and 5 when 'service' then ${table.threshold} between 1 and 3
				when 'shrunk' then ${table.threshold} between 1 and 100 when 'overdue' then ${table.threshold} between 0 and 3650
				else ${table.threshold} between 1 and 3650 end`,
		),
	],
)
