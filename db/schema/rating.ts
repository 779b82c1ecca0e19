import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from './columns.ts'
import { contract } from './contract.ts'
import { contact, customer } from './customer.ts'

/** At which stages customers are asked how satisfied they are, and how often one person at most: one row. */
export const ratingPolicy = pgTable(
	'rating_policy',
	{
		id: boolean('id').primaryKey().default(true),
		stages: text('stages').array().notNull().default(sql`'{}'`),
		everyDays: integer('every_days').notNull().default(90),
	},
	(table) => [
		check('rating_policy_one_row', sql`${table.id}`),
		check(
			'rating_policy_stages',
			sql`${table.stages} <@ array['first_invoice_paid', 'renewed', 'conversation_answered', 'visit_done']`,
		),
		check('rating_policy_days', sql`${table.everyDays} between 7 and 730`),
	],
)

/** A person was asked. The letter's secret opens this one request; only its hash is here. */
export const ratingRequest = pgTable(
	'rating_request',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contactId: uuid('contact_id')
			.notNull()
			.references(() => contact.id),
		contractId: uuid('contract_id').references(() => contract.id),
		stage: text('stage').notNull(),
		/** The invoice, amendment or message that it is about. */
		subjectId: uuid('subject_id').notNull(),
		tokenHash: bytes('token_hash').notNull().unique(),
		askedAt: instant('asked_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
	},
	(table) => [
		unique('rating_request_once').on(table.stage, table.subjectId, table.contactId),
		index('rating_request_by_contact').on(table.contactId, table.askedAt),
		index('rating_request_by_customer').on(table.customerId),
		index('rating_request_by_contract').on(table.contractId).where(sql`contract_id is not null`),
		check(
			'rating_request_stage',
			sql`${table.stage} in ('first_invoice_paid', 'renewed', 'conversation_answered', 'visit_done')`,
		),
		check('rating_request_hash', sql`octet_length(${table.tokenHash}) = 32`),
		check('rating_request_life', sql`${table.expiresAt} > ${table.askedAt}`),
	],
)

/** What a person gave, one to five; changed for a month, never deleted. */
export const rating = pgTable(
	'rating',
	{
		requestId: uuid('request_id')
			.primaryKey()
			.references(() => ratingRequest.id),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		score: integer('score').notNull(),
		comment: text('comment').notNull().default(''),
		ratedAt: instant('rated_at').notNull(),
		changedAt: instant('changed_at').notNull(),
	},
	(table) => [
		index('rating_by_customer').on(table.customerId, table.ratedAt),
		index('rating_by_time').on(table.ratedAt),
		check('rating_score', sql`${table.score} between 1 and 5`),
		check('rating_comment', sql`char_length(${table.comment}) <= 2000`),
		check(
			'rating_changed_within_a_month',
			sql`${table.changedAt} between ${table.ratedAt} and ${table.ratedAt} + interval '720 hours'`,
		),
	],
)
