import { sql } from 'drizzle-orm'
import { boolean, char, check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instalment } from './collection-plan.ts'
import { day, id, instant } from './columns.ts'
import { contract } from './contract.ts'
import { contact, customer } from './customer.ts'
import { invoice } from './invoice.ts'
import { paymentMethod } from './payment-method.ts'

/** How money that does not come is followed up: one row, changed by the administrator. Days count from the first failure or the due day. */
export const dunningPolicy = pgTable(
	'dunning_policy',
	{
		id: boolean('id').primaryKey().default(true),
		retryDays: integer('retry_days').array().notNull().default(sql`'{1,3,7,14}'`),
		retryHour: integer('retry_hour').notNull().default(9),
		remindBeforeDays: integer('remind_before_days').array().notNull().default(sql`'{3}'`),
		remindAfterDays: integer('remind_after_days').array().notNull().default(sql`'{3,14}'`),
		warnedAfterDays: integer('warned_after_days').default(7),
		restrictedAfterDays: integer('restricted_after_days'),
		blockedAfterDays: integer('blocked_after_days'),
	},
	(table) => [
		check('dunning_policy_one_row', sql`${table.id}`),
		check('dunning_policy_hour', sql`${table.retryHour} between 0 and 23`),
		check(
			'dunning_policy_days',
			sql`0 < all (${table.retryDays}) and 0 < all (${table.remindBeforeDays}) and 0 < all (${table.remindAfterDays})`,
		),
		check(
			'dunning_policy_counts',
			sql`cardinality(${table.retryDays}) <= 12 and cardinality(${table.remindBeforeDays}) <= 12 and cardinality(${table.remindAfterDays}) <= 12`,
		),
		check(
			'dunning_policy_ladder',
			sql`${table.warnedAfterDays} > 0 and ${table.restrictedAfterDays} > coalesce(${table.warnedAfterDays}, 0)
				and ${table.blockedAfterDays} > coalesce(${table.restrictedAfterDays}, ${table.warnedAfterDays}, 0)`,
		),
	],
)

/** An invoice that a card did not pay at once: what was tried, and what comes. */
export const dunning = pgTable(
	'dunning',
	{
		invoiceId: uuid('invoice_id').primaryKey(),
		customerId: uuid('customer_id').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		/** Number of the last charge that was asked for. */
		charges: integer('charges').notNull(),
		/** The day the timetable counts from; null until this card has failed. */
		firstFailedOn: day('first_failed_on'),
		/** Copied from the policy with the first failure, so that a later edit does not move it. */
		retryDays: integer('retry_days').array().notNull().default(sql`'{}'`),
		retryHour: integer('retry_hour').notNull().default(9),
		retries: integer('retries').notNull().default(0),
		nextRetryAt: instant('next_retry_at'),
		/** Why the customer has to act, as a failure's reason; empty while they need not. */
		asks: text('asks').notNull().default(''),
	},
	(table) => [
		foreignKey({
			name: 'dunning_invoice',
			columns: [table.invoiceId, table.customerId, table.currency],
			foreignColumns: [invoice.id, invoice.customerId, invoice.currency],
		}),
		index('dunning_due').on(table.nextRetryAt).where(sql`next_retry_at is not null`),
		check(
			'dunning_charges',
			sql`${table.charges} > 0 and ${table.retries} between 0 and cardinality(${table.retryDays})`,
		),
		check(
			'dunning_retry_of_a_failure',
			sql`${table.nextRetryAt} is null or (${table.firstFailedOn} is not null and ${table.retries} < cardinality(${table.retryDays}))`,
		),
		check('dunning_asks_or_retries', sql`${table.asks} = '' or ${table.nextRetryAt} is null`),
	],
)

/** What was said about an invoice: a reminder so many days before or after its due day, or that the day has passed. */
export const dunningStep = pgTable(
	'dunning_step',
	{
		invoiceId: uuid('invoice_id')
			.notNull()
			.references(() => invoice.id),
		/** `before:3`, `overdue`, `after:14`. */
		step: text('step').notNull(),
		takenOn: day('taken_on').notNull(),
	},
	(table) => [primaryKey({ columns: [table.invoiceId, table.step] })],
)

/** What was said ahead of an instalment that is not invoiced yet. */
export const instalmentReminder = pgTable(
	'instalment_reminder',
	{
		instalmentId: uuid('instalment_id')
			.notNull()
			.references(() => instalment.id, { onDelete: 'cascade' }),
		/** `before:14`. */
		step: text('step').notNull(),
		takenOn: day('taken_on').notNull(),
	},
	(table) => [primaryKey({ columns: [table.instalmentId, table.step] })],
)

/** How far the company's ladder has gone for a contract, as it was last told. */
export const contractService = pgTable(
	'contract_service',
	{
		contractId: uuid('contract_id')
			.primaryKey()
			.references(() => contract.id),
		state: text('state').notNull(),
		sinceOn: day('since_on').notNull(),
	},
	(table) => [check('contract_service_state', sql`${table.state} in ('normal', 'warned', 'restricted', 'blocked')`)],
)

/** A card on the way to being kept: written before the card processor is asked for its page. */
export const cardSetup = pgTable(
	'card_setup',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contactId: uuid('contact_id').references(() => contact.id),
		state: text('state').notNull(),
		/** Of the form that started it: pressing again is the same setup. */
		startKey: text('start_key').unique(),
		/** The card whose contracts the new one takes over. */
		replacesId: uuid('replaces_id'),
		/** Contracts that will be paid with it automatically. */
		contractIds: uuid('contract_ids').array().notNull().default(sql`'{}'`),
		/** Version and language of the words the customer agreed to. */
		consent: text('consent').notNull().default(''),
		consentLanguage: text('consent_language').notNull().default(''),
		processorSessionId: text('processor_session_id').unique(),
		processorSessionUrl: text('processor_session_url'),
		paymentMethodId: uuid('payment_method_id'),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		settledAt: instant('settled_at'),
	},
	(table) => [
		foreignKey({
			name: 'card_setup_replaces',
			columns: [table.replacesId, table.customerId],
			foreignColumns: [paymentMethod.id, paymentMethod.customerId],
		}),
		foreignKey({
			name: 'card_setup_method',
			columns: [table.paymentMethodId, table.customerId],
			foreignColumns: [paymentMethod.id, paymentMethod.customerId],
		}),
		index('card_setup_by_customer').on(table.customerId),
		index('card_setup_waiting').on(table.createdAt).where(sql`state = 'started'`),
		check('card_setup_state', sql`${table.state} in ('started', 'succeeded', 'canceled')`),
		check('card_setup_succeeded_facts', sql`(${table.state} = 'succeeded') = (${table.paymentMethodId} is not null)`),
		check('card_setup_ended', sql`(${table.state} = 'started') = (${table.settledAt} is null)`),
		check(
			'card_setup_consent',
			sql`(${table.contractIds} = '{}' and ${table.replacesId} is null) or ${table.consent} <> ''`,
		),
	],
)

/** That a card will expire or has expired is said once for each of its expiry months. */
export const cardWarning = pgTable(
	'card_warning',
	{
		paymentMethodId: uuid('payment_method_id')
			.notNull()
			.references(() => paymentMethod.id),
		kind: text('kind').notNull(),
		expiryYear: integer('expiry_year').notNull(),
		expiryMonth: integer('expiry_month').notNull(),
		warnedOn: day('warned_on').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.paymentMethodId, table.kind, table.expiryYear, table.expiryMonth] }),
		check('card_warning_kind', sql`${table.kind} in ('expiring', 'expired')`),
	],
)
