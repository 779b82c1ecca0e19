import { sql } from 'drizzle-orm'
import {
	boolean,
	char,
	check,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { day, decimal, id, instant, minor } from './columns.ts'
import { amendment, contract, contractLine } from './contract.ts'

/** How what is billed once on a contract is paid in instalments. Keys to amendments and lines are checked at commit: a draft is written anew. */
export const collectionPlan = pgTable(
	'collection_plan',
	{
		id: id(),
		contractId: uuid('contract_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		/** Counts the plans of its contract. */
		number: integer('number').notNull(),
		label: text('label').notNull().default(''),
		/** An instalment is invoiced so many days before it is due. */
		issueDaysBefore: integer('issue_days_before').notNull(),
		/** Of what it covers, not asked for any more. */
		givenUpMinor: minor('given_up_minor').notNull().default(sql`0`),
		/** The amendments that made it, and that took it back as if it had never been. */
		madeSequence: integer('made_sequence').notNull(),
		takenBackSequence: integer('taken_back_sequence'),
		createdAt: instant('created_at').notNull(),
	},
	(table) => [
		foreignKey({
			name: 'collection_plan_contract',
			columns: [table.contractId, table.customerId, table.currency],
			foreignColumns: [contract.id, contract.customerId, contract.currency],
		}),
		unique('collection_plan_number').on(table.contractId, table.number),
		unique('collection_plan_of_contract').on(table.id, table.contractId),
		foreignKey({
			name: 'collection_plan_made',
			columns: [table.contractId, table.madeSequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		foreignKey({
			name: 'collection_plan_taken_back',
			columns: [table.contractId, table.takenBackSequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		check('collection_plan_days', sql`${table.issueDaysBefore} between 0 and 366`),
		check('collection_plan_given_up', sql`${table.givenUpMinor} >= 0`),
		check('collection_plan_label', sql`char_length(${table.label}) <= 80`),
	],
)

/** A line that a plan covers, as the one invoice would have billed it. */
export const collectionPlanLine = pgTable(
	'collection_plan_line',
	{
		planId: uuid('plan_id').notNull(),
		contractId: uuid('contract_id').notNull(),
		contractLineId: uuid('contract_line_id').notNull(),
		netMinor: minor('net_minor').notNull(),
		taxMinor: minor('tax_minor').notNull(),
		taxPercent: decimal('tax_percent').notNull(),
		/** Until its plan is taken back. */
		covered: boolean('covered').notNull().default(true),
	},
	(table) => [
		primaryKey({ columns: [table.planId, table.contractLineId] }),
		foreignKey({
			name: 'collection_plan_line_plan',
			columns: [table.planId, table.contractId],
			foreignColumns: [collectionPlan.id, collectionPlan.contractId],
		}).onDelete('cascade'),
		foreignKey({
			name: 'collection_plan_line_line',
			columns: [table.contractLineId, table.contractId],
			foreignColumns: [contractLine.id, contractLine.contractId],
		}),
		uniqueIndex('collection_plan_line_once').on(table.contractLineId).where(sql`covered`),
		index('collection_plan_line_by_line').on(table.contractLineId, table.contractId),
		check(
			'collection_plan_line_amounts',
			sql`${table.netMinor} >= 0 and ${table.taxMinor} >= 0 and ${table.netMinor} + ${table.taxMinor} > 0`,
		),
	],
)

/** One line of a plan. Once invoiced it stays; a reschedule puts others in the place of those that are not. */
export const instalment = pgTable(
	'instalment',
	{
		id: id(),
		planId: uuid('plan_id').notNull(),
		contractId: uuid('contract_id').notNull(),
		/** Counts the instalments of a plan that there ever were. */
		serial: integer('serial').notNull(),
		downPayment: boolean('down_payment').notNull().default(false),
		label: text('label').notNull().default(''),
		dueOn: day('due_on').notNull(),
		/** The invoice run invoices it on this day. */
		issueOn: day('issue_on').notNull(),
		amountMinor: minor('amount_minor').notNull(),
		/** The amendments that brought it, and that put others in its place. */
		sequence: integer('sequence').notNull(),
		droppedSequence: integer('dropped_sequence'),
	},
	(table) => [
		foreignKey({
			name: 'instalment_plan',
			columns: [table.planId, table.contractId],
			foreignColumns: [collectionPlan.id, collectionPlan.contractId],
		}).onDelete('cascade'),
		unique('instalment_serial').on(table.planId, table.serial),
		foreignKey({
			name: 'instalment_brought',
			columns: [table.contractId, table.sequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		foreignKey({
			name: 'instalment_dropped',
			columns: [table.contractId, table.droppedSequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		index('instalment_by_contract').on(table.contractId),
		index('instalment_by_day').on(table.dueOn, table.id).where(sql`dropped_sequence is null`),
		check('instalment_amount', sql`${table.amountMinor} > 0`),
		check('instalment_label', sql`char_length(${table.label}) <= 80`),
	],
)
