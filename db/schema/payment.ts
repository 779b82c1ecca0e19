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
import { day, id, instant, minor } from './columns.ts'
import { contract } from './contract.ts'
import { contact, customer } from './customer.ts'
import { invoice } from './invoice.ts'
import { paymentMethod } from './payment-method.ts'

/**
 * Money in through the card processor (one row an attempt, written before the processor is asked) or recorded by staff.
 * It counts from `succeeded` on, which only a signed webhook or a read of the processor's object sets.
 */
export const payment = pgTable(
	'payment',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		currency: char('currency', { length: 3 }).notNull(),
		amountMinor: minor('amount_minor').notNull(),
		source: text('source').notNull(),
		state: text('state').notNull(),
		/** The customer on a page, or the company without them (off session). */
		initiatedBy: text('initiated_by').notNull(),
		processorIntentId: text('processor_intent_id').unique(),
		processorSessionId: text('processor_session_id').unique(),
		processorSessionUrl: text('processor_session_url'),
		paymentMethodId: uuid('payment_method_id').references(() => paymentMethod.id),
		methodBrand: text('method_brand').notNull().default(''),
		methodLast4: text('method_last4').notNull().default(''),
		failureCode: text('failure_code').notNull().default(''),
		reference: text('reference').notNull().default(''),
		/** Of money that staff recorded: how it came. */
		method: text('method').notNull().default(''),
		/** By what an import knows it again. */
		importKey: text('import_key').unique(),
		receiptNumber: text('receipt_number').unique(),
		contactId: uuid('contact_id').references(() => contact.id),
		receivedOn: day('received_on'),
		createdAt: instant('created_at').notNull(),
		settledAt: instant('settled_at'),
		expiresAt: instant('expires_at'),
		/** Of the form that started it: pressing again is the same payment. */
		startKey: text('start_key').unique(),
		/** The payer allows later charges with the same card. */
		saveCard: boolean('save_card').notNull().default(false),
		/** Of a charge without the customer: the one invoice it is for, and which charge of it this is, from 1. */
		chargedInvoiceId: uuid('charged_invoice_id'),
		chargeNumber: integer('charge_number'),
		/** Kept by the database from allocations and refunds; allocated + returned never exceeds the amount. */
		allocatedMinor: minor('allocated_minor').notNull().default(sql`0`),
		returnedMinor: minor('returned_minor').notNull().default(sql`0`),
		/** What nobody but the company's people read. */
		note: text('note').notNull().default(''),
		/** The contract that it is for. */
		forContractId: uuid('for_contract_id').references(() => contract.id),
		/** The company's order says what it settles, and says so anew when other money turns out to have come before. */
		inOrder: boolean('in_order').notNull().default(false),
		/** Recorded to settle nothing until a person puts it. */
		held: boolean('held').notNull().default(false),
		recordedBy: text('recorded_by'),
		/** Recorded by mistake: it never came. */
		takenBackAt: instant('taken_back_at'),
		takenBackBy: text('taken_back_by'),
		takenBackReason: text('taken_back_reason').notNull().default(''),
	},
	(table) => [
		unique('payment_customer_currency').on(table.id, table.customerId, table.currency),
		index('payment_by_customer').on(table.customerId, table.createdAt),
		index('payment_waiting')
			.on(table.state, table.createdAt)
			.where(sql`state in ('started', 'processing', 'action_required')`),
		unique('payment_charge_number').on(table.chargedInvoiceId, table.chargeNumber),
		foreignKey({
			name: 'payment_charged_invoice',
			columns: [table.chargedInvoiceId, table.customerId, table.currency],
			foreignColumns: [invoice.id, invoice.customerId, invoice.currency],
		}),
		uniqueIndex('payment_one_charge')
			.on(table.chargedInvoiceId)
			.where(sql`state in ('started', 'processing', 'action_required')`),
		check(
			'payment_charge',
			sql`num_nonnulls(${table.chargedInvoiceId}, ${table.chargeNumber}) in (0, 2)
				and (${table.chargedInvoiceId} is null or (${table.initiatedBy} = 'company' and ${table.chargeNumber} > 0))`,
		),
		check('payment_amount', sql`${table.amountMinor} > 0`),
		check('payment_source', sql`${table.source} in ('card', 'recorded')`),
		check(
			'payment_method',
			sql`${table.method} in ('', 'transfer', 'cash', 'cheque', 'card', 'otherwise') and (${table.method} = '' or ${table.source} = 'recorded')`,
		),
		check('payment_import', sql`${table.importKey} is null or ${table.source} = 'recorded'`),
		check('payment_initiated_by', sql`${table.initiatedBy} in ('customer', 'company')`),
		check(
			'payment_state',
			sql`${table.state} in ('started', 'processing', 'action_required', 'succeeded', 'failed', 'canceled')`,
		),
		check(
			'payment_succeeded_facts',
			sql`(${table.state} = 'succeeded') = (${table.settledAt} is not null)
				and case ${table.state} when 'succeeded' then ${table.receivedOn} is not null else ${table.receivedOn} is null or ${table.takenBackAt} is not null end`,
		),
		index('payment_put_in_order').on(table.customerId, table.receivedOn).where(sql`in_order`),
		check('payment_in_order', sql`not ${table.inOrder} or ${table.source} = 'recorded'`),
		check('payment_held', sql`not ${table.held} or (${table.source} = 'recorded' and not ${table.inOrder})`),
		check(
			'payment_taken_back',
			sql`num_nonnulls(${table.takenBackAt}, ${table.takenBackBy}) in (0, 2)
				and (${table.takenBackAt} is null or (${table.source} = 'recorded' and ${table.state} = 'canceled' and ${table.importKey} is null))`,
		),
		check(
			'payment_money',
			sql`${table.allocatedMinor} >= 0 and ${table.returnedMinor} >= 0 and ${table.allocatedMinor} + ${table.returnedMinor} <= ${table.amountMinor}`,
		),
		check(
			'payment_allocates_only_what_came',
			sql`${table.state} = 'succeeded' or (${table.allocatedMinor} = 0 and ${table.returnedMinor} = 0)`,
		),
	],
)

/** What the payer chose to pay with it; becomes allocations when the money is there. */
export const paymentInvoice = pgTable(
	'payment_invoice',
	{
		paymentId: uuid('payment_id').notNull(),
		invoiceId: uuid('invoice_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		amountMinor: minor('amount_minor').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.paymentId, table.invoiceId] }),
		foreignKey({
			name: 'payment_invoice_payment',
			columns: [table.paymentId, table.customerId, table.currency],
			foreignColumns: [payment.id, payment.customerId, payment.currency],
		}),
		foreignKey({
			name: 'payment_invoice_invoice',
			columns: [table.invoiceId, table.customerId, table.currency],
			foreignColumns: [invoice.id, invoice.customerId, invoice.currency],
		}),
		index('payment_invoice_by_invoice').on(table.invoiceId),
		check('payment_invoice_amount', sql`${table.amountMinor} > 0`),
	],
)

/** Which part of money in, or of a credit note, settles which invoice. Taken back by a row of the opposite amount. */
export const allocation = pgTable(
	'allocation',
	{
		id: id(),
		invoiceId: uuid('invoice_id').notNull(),
		paymentId: uuid('payment_id'),
		creditNoteId: uuid('credit_note_id'),
		customerId: uuid('customer_id').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		amountMinor: minor('amount_minor').notNull(),
		allocatedOn: day('allocated_on').notNull(),
		reversesId: uuid('reverses_id').unique(),
		createdAt: instant('created_at').notNull(),
		/** Less than a card can carry, given up where a card has paid the rest. */
		rounding: boolean('rounding').notNull().default(false),
	},
	(table) => [
		foreignKey({
			name: 'allocation_invoice',
			columns: [table.invoiceId, table.customerId, table.currency],
			foreignColumns: [invoice.id, invoice.customerId, invoice.currency],
		}),
		foreignKey({
			name: 'allocation_payment',
			columns: [table.paymentId, table.customerId, table.currency],
			foreignColumns: [payment.id, payment.customerId, payment.currency],
		}),
		foreignKey({
			name: 'allocation_credit_note',
			columns: [table.creditNoteId, table.customerId, table.currency],
			foreignColumns: [invoice.id, invoice.customerId, invoice.currency],
		}),
		foreignKey({ name: 'allocation_reverses', columns: [table.reversesId], foreignColumns: [table.id] }),
		index('allocation_by_invoice').on(table.invoiceId),
		index('allocation_by_payment').on(table.paymentId),
		index('allocation_by_credit_note').on(table.creditNoteId),
		check(
			'allocation_of_one',
			sql`num_nonnulls(${table.paymentId}, ${table.creditNoteId}) + ${table.rounding}::integer = 1`,
		),
		check('allocation_rounding', sql`not ${table.rounding} or abs(${table.amountMinor}) < 100`),
		check(
			'allocation_sign',
			sql`case when ${table.reversesId} is null then ${table.amountMinor} > 0 else ${table.amountMinor} < 0 end`,
		),
	],
)

export const refund = pgTable(
	'refund',
	{
		id: id(),
		paymentId: uuid('payment_id')
			.notNull()
			.references(() => payment.id),
		amountMinor: minor('amount_minor').notNull(),
		state: text('state').notNull(),
		processorRefundId: text('processor_refund_id').unique(),
		reason: text('reason').notNull().default(''),
		/** How it went back: what the transfer said. */
		reference: text('reference').notNull().default(''),
		/** The credit note that it pays out. */
		creditNoteId: uuid('credit_note_id').references(() => invoice.id),
		createdAt: instant('created_at').notNull(),
		settledOn: day('settled_on'),
	},
	(table) => [
		index('refund_by_payment').on(table.paymentId),
		index('refund_by_credit_note').on(table.creditNoteId).where(sql`credit_note_id is not null`),
		check('refund_amount', sql`${table.amountMinor} > 0`),
		check('refund_state', sql`${table.state} in ('started', 'succeeded', 'failed', 'canceled')`),
	],
)

export const dispute = pgTable(
	'dispute',
	{
		id: id(),
		paymentId: uuid('payment_id')
			.notNull()
			.references(() => payment.id),
		processorDisputeId: text('processor_dispute_id').notNull().unique(),
		amountMinor: minor('amount_minor').notNull(),
		state: text('state').notNull(),
		reason: text('reason').notNull().default(''),
		openedOn: day('opened_on').notNull(),
		closedOn: day('closed_on'),
	},
	(table) => [
		index('dispute_by_payment').on(table.paymentId),
		check('dispute_state', sql`${table.state} in ('open', 'won', 'lost')`),
		check('dispute_closed', sql`(${table.state} = 'open') = (${table.closedOn} is null)`),
	],
)
