import { sql } from 'drizzle-orm'
import { char, check, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant, minor } from './columns.ts'
import { contract } from './contract.ts'
import { customer } from './customer.ts'
import { invoice } from './invoice.ts'
import { staffUser } from './staff.ts'

/** A contact with a customer: what was said, and the next step. Of it only who does the step and by when moves, until it is ticked off. */
export const followUp = pgTable(
	'follow_up',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id').references(() => contract.id),
		kind: text('kind').notNull(),
		happenedOn: day('happened_on').notNull(),
		text: text('text').notNull(),
		nextStep: text('next_step').notNull().default(''),
		nextOn: day('next_on'),
		/** The next step is done, or nothing came of it. */
		settledAt: instant('settled_at'),
		settledBy: uuid('settled_by').references(() => staffUser.id),
		/** Who is to do the next step. */
		assigneeId: uuid('assignee_id').references(() => staffUser.id),
		authorId: uuid('author_id').references(() => staffUser.id),
		authorName: text('author_name').notNull(),
		createdAt: instant('created_at').notNull(),
		/** Made once for what a person wrote: the same one is one record. */
		key: text('key').notNull().unique(),
	},
	(table) => [
		index('follow_up_by_customer').on(table.customerId, table.id),
		index('follow_up_by_contract').on(table.contractId, table.id).where(sql`contract_id is not null`),
		index('follow_up_coming').on(table.nextOn, table.id).where(sql`next_on is not null and settled_at is null`),
		index('follow_up_tasks')
			.on(table.assigneeId, table.nextOn, table.id)
			.where(sql`next_on is not null and settled_at is null`),
		check('follow_up_assigned', sql`${table.assigneeId} is null or ${table.nextOn} is not null`),
		check('follow_up_kind', sql`${table.kind} in ('call', 'visit', 'message', 'other')`),
		check(
			'follow_up_text',
			sql`char_length(${table.text}) between 1 and 5000 and char_length(${table.nextStep}) <= 500`,
		),
		check('follow_up_next', sql`${table.nextStep} = '' or ${table.nextOn} is not null`),
		check(
			'follow_up_settled',
			sql`(${table.settledAt} is null) = (${table.settledBy} is null) and (${table.settledAt} is null or ${table.nextOn} is not null)`,
		),
	],
)

/** What a customer promised to pay, kept with the record of that talk; found kept or broken once. */
export const paymentPromise = pgTable(
	'payment_promise',
	{
		followUpId: uuid('follow_up_id')
			.primaryKey()
			.references(() => followUp.id),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		/** Null: anything that the customer owes. */
		invoiceId: uuid('invoice_id'),
		currency: char('currency', { length: 3 }).notNull(),
		amountMinor: minor('amount_minor').notNull(),
		/** The last day on which money counts. */
		promisedOn: day('promised_on').notNull(),
		madeOn: day('made_on').notNull(),
		madeAt: instant('made_at').notNull(),
		state: text('state').notNull().default('open'),
		/** What had come when it was settled. */
		receivedMinor: minor('received_minor'),
		settledOn: day('settled_on'),
		settledAt: instant('settled_at'),
	},
	(table) => [
		foreignKey({
			name: 'payment_promise_invoice',
			columns: [table.invoiceId, table.customerId, table.currency],
			foreignColumns: [invoice.id, invoice.customerId, invoice.currency],
		}),
		uniqueIndex('payment_promise_of_invoice').on(table.invoiceId).where(sql`state = 'open' and invoice_id is not null`),
		uniqueIndex('payment_promise_of_customer')
			.on(table.customerId, table.currency)
			.where(sql`state = 'open' and invoice_id is null`),
		index('payment_promise_by_customer').on(table.customerId, table.followUpId),
		index('payment_promise_by_invoice').on(table.invoiceId).where(sql`invoice_id is not null`),
		index('payment_promise_waiting').on(table.promisedOn).where(sql`state = 'open'`),
		check('payment_promise_amount', sql`${table.amountMinor} > 0`),
		check('payment_promise_days', sql`${table.promisedOn} >= ${table.madeOn}`),
		check('payment_promise_state', sql`${table.state} in ('open', 'kept', 'broken', 'lapsed', 'replaced')`),
	],
)
