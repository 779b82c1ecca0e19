import { sql } from 'drizzle-orm'
import {
	boolean,
	char,
	check,
	foreignKey,
	index,
	integer,
	pgTable,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { day, id, instant, minor } from './columns.ts'
import { contract } from './contract.ts'

/** What is to be paid on a contract with a supplier or partner: again and again, or once. */
export const payable = pgTable(
	'payable',
	{
		id: id(),
		contractId: uuid('contract_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		description: text('description').notNull(),
		amountMinor: minor('amount_minor').notNull(),
		/** Both null for what is paid once. */
		intervalUnit: text('interval_unit'),
		intervalCount: integer('interval_count'),
		/** Each one is counted from it, so that a 31st comes back after a short month. */
		anchorOn: day('anchor_on').notNull(),
		firstDueOn: day('first_due_on').notNull(),
		/** None falls due after it; null: as long as the contract runs. */
		lastDueOn: day('last_due_on'),
		/** For the period before it falls due. */
		arrears: boolean('arrears').notNull().default(false),
		createdBy: text('created_by').notNull(),
		createdAt: instant('created_at').notNull(),
		removedAt: instant('removed_at'),
	},
	(table) => [
		foreignKey({
			name: 'payable_contract',
			columns: [table.contractId, table.customerId, table.currency],
			foreignColumns: [contract.id, contract.customerId, contract.currency],
		}),
		unique('payable_currency').on(table.id, table.currency),
		index('payable_by_contract').on(table.contractId),
		check('payable_description', sql`char_length(btrim(${table.description})) between 1 and 200`),
		check('payable_amount', sql`${table.amountMinor} > 0`),
		check('payable_interval', sql`(${table.intervalUnit} is null) = (${table.intervalCount} is null)`),
		check(
			'payable_interval_unit',
			sql`${table.intervalUnit} is null or (${table.intervalUnit} in ('week', 'month', 'year') and ${table.intervalCount} between 1 and 120)`,
		),
		check(
			'payable_once',
			sql`${table.intervalUnit} is not null or (${table.lastDueOn} is null and not ${table.arrears})`,
		),
		check(
			'payable_anchor',
			sql`${table.anchorOn} <= ${table.firstDueOn} and (${table.intervalUnit} is not null or ${table.anchorOn} = ${table.firstDueOn})`,
		),
		check('payable_last', sql`${table.lastDueOn} is null or ${table.lastDueOn} >= ${table.firstDueOn} - 1`),
	],
)

/** That one payment of the plan was made; taken back where that was a mistake. Never changed otherwise. */
export const payablePayment = pgTable(
	'payable_payment',
	{
		id: id(),
		payableId: uuid('payable_id').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		dueOn: day('due_on').notNull(),
		/** What was to be paid when it was marked. */
		plannedMinor: minor('planned_minor').notNull(),
		amountMinor: minor('amount_minor').notNull(),
		paidOn: day('paid_on').notNull(),
		note: text('note').notNull().default(''),
		recordedBy: text('recorded_by').notNull(),
		recordedAt: instant('recorded_at').notNull(),
		undoneBy: text('undone_by'),
		undoneAt: instant('undone_at'),
	},
	(table) => [
		foreignKey({
			name: 'payable_payment_of',
			columns: [table.payableId, table.currency],
			foreignColumns: [payable.id, payable.currency],
		}),
		uniqueIndex('payable_payment_once').on(table.payableId, table.dueOn).where(sql`undone_at is null`),
		check('payable_payment_amount', sql`${table.amountMinor} > 0 and ${table.plannedMinor} > 0`),
		check('payable_payment_note', sql`char_length(${table.note}) <= 500`),
		check('payable_payment_undone', sql`(${table.undoneBy} is null) = (${table.undoneAt} is null)`),
	],
)
