import { sql } from 'drizzle-orm'
import { bigint, char, check, index, integer, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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
		/** Nothing for a switch, which moves revenue between lines and leaves the sum. */
		amountMinor: minor('amount_minor').notNull(),
		/** The lines that have moved, and by how much each; they sum to the amount. Null in those from before lines were told. */
		lineIds: uuid('line_ids').array(),
		lineMinors: bigint('line_minors', { mode: 'bigint' }).array(),
		/** The first of the month in which recurring revenue of the customer began, in this currency. */
		cohortOn: day('cohort_on').notNull(),
		/** How the number of customers with recurring revenue changes: one row of a day says it. */
		customers: smallint('customers').notNull().default(0),
	},
	(table) => [
		index('mrr_movement_by_customer').on(table.customerId, table.currency, table.movedOn),
		index('mrr_movement_by_contract').on(table.contractId, table.movedOn),
		index('mrr_movement_by_day').on(table.movedOn),
		uniqueIndex('mrr_movement_turn').on(table.customerId, table.currency, table.movedOn).where(sql`customers <> 0`),
		index('mrr_movement_without_lines').on(table.customerId).where(sql`line_ids is null`),
		check(
			'mrr_movement_kind',
			sql`${table.kind} in ('new', 'expansion', 'contraction', 'churn', 'reactivation', 'switch')`,
		),
		check(
			'mrr_movement_sign',
			sql`case ${table.kind} when 'switch' then ${table.amountMinor} = 0 when 'contraction' then ${table.amountMinor} < 0
				when 'churn' then ${table.amountMinor} < 0 else ${table.amountMinor} > 0 end`,
		),
		check(
			'mrr_movement_cohort',
			sql`extract(day from ${table.cohortOn}) = 1 and ${table.cohortOn} <= ${table.movedOn}`,
		),
	],
)

/**
 * What statements changed of the sums of movements, by month, cohort, currency and kind. Written by the database itself
 * with the movements; several rows of one month are added up, and folded into one by and by.
 */
export const mrrMonth = pgTable('mrr_month', {
	monthOn: day('month_on').notNull(),
	cohortOn: day('cohort_on').notNull(),
	currency: char('currency', { length: 3 }).notNull(),
	kind: text('kind').notNull(),
	amountMinor: minor('amount_minor').notNull(),
	customers: integer('customers').notNull(),
})

/** The same by the product and the plan of the lines; what is of none has the nil id. */
export const mrrMonthOfLine = pgTable('mrr_month_of_line', {
	monthOn: day('month_on').notNull(),
	currency: char('currency', { length: 3 }).notNull(),
	kind: text('kind').notNull(),
	productId: uuid('product_id').notNull(),
	planId: uuid('plan_id').notNull(),
	amountMinor: minor('amount_minor').notNull(),
})

/** What belongs to a team and an owner of contracts, as they are now, by month: movements, invoices, what was signed. */
export const holderMonth = pgTable(
	'holder_month',
	{
		source: text('source').notNull(),
		monthOn: day('month_on').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		part: text('part').notNull(),
		groupId: uuid('group_id').notNull(),
		ownerId: uuid('owner_id').notNull(),
		amount: bigint('amount', { mode: 'bigint' }).notNull(),
	},
	(table) => [index('holder_month_by_source').on(table.source, table.monthOn)],
)
