import { sql } from 'drizzle-orm'
import {
	boolean,
	check,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	unique,
	uuid,
} from 'drizzle-orm/pg-core'
import { day, decimal, id } from './columns.ts'
import { amendment, contract } from './contract.ts'
import { customer } from './customer.ts'
import { plan } from './product.ts'

/** Why customers leave, as the company asks it. */
export const cancelReason = pgTable(
	'cancel_reason',
	{
		code: text('code').primaryKey(),
		labelEn: text('label_en').notNull(),
		labelRu: text('label_ru').notNull(),
		labelZh: text('label_zh').notNull(),
		labelVi: text('label_vi').notNull(),
		position: integer('position').notNull(),
		active: boolean('active').notNull().default(true),
	},
	(table) => [
		check('cancel_reason_code', sql`${table.code} ~ '^[a-z][a-z0-9_]{0,39}$'`),
		check(
			'cancel_reason_labels',
			sql`btrim(${table.labelEn}) <> '' and btrim(${table.labelRu}) <> '' and btrim(${table.labelZh}) <> '' and btrim(${table.labelVi}) <> ''`,
		),
	],
)

/** What may be offered to a customer who is about to leave: for one reason, or for any (null). */
export const saveOffer = pgTable(
	'save_offer',
	{
		id: id(),
		reasonCode: text('reason_code').references(() => cancelReason.code),
		kind: text('kind').notNull(),
		percent: decimal('percent'),
		periods: integer('periods'),
		months: integer('months'),
		planFrom: uuid('plan_from').references(() => plan.id),
		planTo: uuid('plan_to').references(() => plan.id),
		/** How often one customer may take it. */
		mostTimes: integer('most_times').notNull().default(1),
		position: integer('position').notNull().default(1),
		active: boolean('active').notNull().default(true),
	},
	(table) => [
		index('save_offer_by_reason').on(table.reasonCode, table.position).where(sql`active`),
		check('save_offer_kind', sql`${table.kind} in ('discount', 'pause', 'plan')`),
		check(
			'save_offer_discount',
			sql`(${table.kind} = 'discount') = (${table.percent} is not null) and (${table.kind} = 'discount') = (${table.periods} is not null)
				and ${table.percent} > 0 and ${table.percent} <= 100 and ${table.periods} between 1 and 120`,
		),
		check(
			'save_offer_pause',
			sql`(${table.kind} = 'pause') = (${table.months} is not null) and ${table.months} between 1 and 24`,
		),
		check(
			'save_offer_plan',
			sql`(${table.kind} = 'plan') = (${table.planFrom} is not null) and (${table.kind} = 'plan') = (${table.planTo} is not null) and ${table.planFrom} <> ${table.planTo}`,
		),
		check('save_offer_times', sql`${table.mostTimes} between 1 and 100`),
	],
)

/** A notice given by the customer or noted by staff, and why. Its amendment says from when. */
export const contractCancellation = pgTable(
	'contract_cancellation',
	{
		contractId: uuid('contract_id').notNull(),
		sequence: integer('sequence').notNull(),
		reasonCode: text('reason_code').references(() => cancelReason.code),
		text: text('text').notNull().default(''),
		/** It is the customer's, whoever noted it. */
		forCustomer: boolean('for_customer').notNull().default(false),
	},
	(table) => [
		primaryKey({ columns: [table.contractId, table.sequence] }),
		foreignKey({
			columns: [table.contractId, table.sequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		index('contract_cancellation_by_reason').on(table.reasonCode),
	],
)

/** An offer that was taken instead: the customer's so many-th of it. */
export const saveOfferTaken = pgTable(
	'save_offer_taken',
	{
		saveOfferId: uuid('save_offer_id')
			.notNull()
			.references(() => saveOffer.id),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		number: integer('number').notNull(),
		contractId: uuid('contract_id').notNull(),
		sequence: integer('sequence').notNull(),
		reasonCode: text('reason_code').references(() => cancelReason.code),
		text: text('text').notNull().default(''),
	},
	(table) => [
		primaryKey({ columns: [table.saveOfferId, table.customerId, table.number] }),
		unique('save_offer_taken_once').on(table.contractId, table.sequence),
		foreignKey({
			columns: [table.contractId, table.sequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		index('save_offer_taken_by_customer').on(table.customerId),
		check('save_offer_taken_number', sql`${table.number} > 0`),
	],
)

/** When customers are told that a term ends or goes on: one row. */
export const renewalPolicy = pgTable(
	'renewal_policy',
	{
		id: boolean('id').primaryKey().default(true),
		/** Days before the last day to object, or before the end where there is nothing to object to. */
		remindDays: integer('remind_days').array().notNull().default(sql`'{30,7}'`),
		/** Shorter terms go on without a letter each time: one goes out before the first, and then every half-year. */
		shortestMonths: integer('shortest_months').notNull().default(2),
		/** Days before the end on which the quote for another term is sent. */
		quoteDays: integer('quote_days').notNull().default(60),
		/** Months between two offers to stay that are taken for one contract. */
		offerMonths: integer('offer_months').notNull().default(12),
	},
	(table) => [
		check('renewal_policy_one_row', sql`${table.id}`),
		check('renewal_policy_offer_months', sql`${table.offerMonths} between 0 and 120`),
		check(
			'renewal_policy_days',
			sql`cardinality(${table.remindDays}) between 1 and 6 and 0 < all (${table.remindDays}) and 366 >= all (${table.remindDays})`,
		),
		check('renewal_policy_shortest', sql`${table.shortestMonths} between 1 and 120`),
		check('renewal_policy_quote', sql`${table.quoteDays} between 1 and 366`),
	],
)

/** What was said about the end of a term: that it goes on, that the contract ends, or with a quote; so many days before. */
export const renewalNotice = pgTable(
	'renewal_notice',
	{
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		endsOn: day('ends_on').notNull(),
		kind: text('kind').notNull(),
		days: integer('days').notNull(),
		toldOn: day('told_on').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.contractId, table.endsOn, table.kind, table.days] }),
		check('renewal_notice_kind', sql`${table.kind} in ('renews', 'ends', 'quote')`),
	],
)
