import { sql } from 'drizzle-orm'
import { char, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, id, minor } from './columns.ts'
import { contract } from './contract.ts'
import { customer } from './customer.ts'

/** A change of a contract's monthly recurring revenue on a day. Their sum to a day is the MRR of that day. */
export const mrrMovement = pgTable(
	'mrr_movement',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		currency: char('currency', { length: 3 }).notNull(),
		movedOn: day('moved_on').notNull(),
		kind: text('kind').notNull(),
		amountMinor: minor('amount_minor').notNull(),
	},
	(table) => [
		index('mrr_movement_by_customer').on(table.customerId, table.currency, table.movedOn),
		index('mrr_movement_by_contract').on(table.contractId, table.movedOn),
		index('mrr_movement_by_day').on(table.movedOn),
		check('mrr_movement_kind', sql`${table.kind} in ('new', 'expansion', 'contraction', 'churn', 'reactivation')`),
		check(
			'mrr_movement_sign',
			sql`case when ${table.kind} in ('new', 'expansion', 'reactivation') then ${table.amountMinor} > 0 else ${table.amountMinor} < 0 end`,
		),
	],
)
