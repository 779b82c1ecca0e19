import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant, json } from './columns.ts'

/** Something that happened, written once in the transaction that did it. */
export const event = pgTable(
	'event',
	{
		id: id(),
		kind: text('kind').notNull(),
		happenedAt: instant('happened_at').notNull(),
		happenedOn: day('happened_on').notNull(),
		actor: text('actor').notNull(),
		subjectKind: text('subject_kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		customerId: uuid('customer_id'),
		contractId: uuid('contract_id'),
		facts: json<Record<string, unknown>>('facts').notNull().default({}),
	},
	(table) => [
		index('event_by_contract').on(table.contractId, table.id),
		index('event_by_customer').on(table.customerId, table.id),
		index('event_by_subject').on(table.subjectId, table.id),
	],
)
