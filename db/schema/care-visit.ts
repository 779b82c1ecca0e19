import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant } from './columns.ts'
import { contract } from './contract.ts'
import { customer } from './customer.ts'
import { staffUser } from './staff.ts'

/** Visits to a customer on a schedule, or once. */
export const carePlan = pgTable(
	'care_plan',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id').references(() => contract.id),
		title: text('title').notNull(),
		/** Null: once. */
		everyMonths: integer('every_months'),
		/** Each visit is counted from it. */
		anchorOn: day('anchor_on').notNull(),
		assigneeId: uuid('assignee_id').references(() => staffUser.id),
		createdBy: text('created_by').notNull(),
		createdAt: instant('created_at').notNull(),
		stoppedAt: instant('stopped_at'),
	},
	(table) => [
		index('care_plan_by_contract').on(table.contractId).where(sql`contract_id is not null`),
		index('care_plan_by_customer').on(table.customerId),
		check('care_plan_title', sql`char_length(btrim(${table.title})) between 1 and 200`),
		check('care_plan_months', sql`${table.everyMonths} between 1 and 120`),
	],
)

/** One of them: ahead, done with its report, or left out. Never changed once it is over. */
export const careVisit = pgTable(
	'care_visit',
	{
		id: id(),
		planId: uuid('plan_id')
			.notNull()
			.references(() => carePlan.id),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id').references(() => contract.id),
		/** The day the schedule says. */
		dueOn: day('due_on').notNull(),
		/** The day it is planned for. */
		plannedOn: day('planned_on').notNull(),
		assigneeId: uuid('assignee_id').references(() => staffUser.id),
		state: text('state').notNull().default('planned'),
		doneOn: day('done_on'),
		/** What was found, or why it was left out. */
		report: text('report').notNull().default(''),
		closedBy: text('closed_by'),
		closedAt: instant('closed_at'),
	},
	(table) => [
		unique('care_visit_once').on(table.planId, table.dueOn),
		uniqueIndex('care_visit_ahead').on(table.planId).where(sql`state = 'planned'`),
		index('care_visit_planned').on(table.plannedOn, table.id).where(sql`state = 'planned'`),
		index('care_visit_by_contract').on(table.contractId, table.plannedOn).where(sql`contract_id is not null`),
		index('care_visit_by_customer').on(table.customerId, table.plannedOn),
		index('care_visit_done_lately').on(table.closedAt).where(sql`state = 'done'`),
		check('care_visit_state', sql`${table.state} in ('planned', 'done', 'left_out')`),
		check('care_visit_done', sql`(${table.state} = 'done') = (${table.doneOn} is not null)`),
		check(
			'care_visit_closed',
			sql`(${table.state} = 'planned') = (${table.closedAt} is null) and (${table.closedBy} is null) = (${table.closedAt} is null)`,
		),
		check(
			'care_visit_report',
			sql`char_length(${table.report}) <= 5000 and (${table.state} <> 'done' or btrim(${table.report}) <> '')`,
		),
	],
)
