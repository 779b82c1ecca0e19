import { sql } from 'drizzle-orm'
import {
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
import { day, id, instant, json, minor } from './columns.ts'
import { contract } from './contract.ts'
import { contact, customer } from './customer.ts'
import { staffUser } from './staff.ts'

/** Weights and bands of the score; the newest version holds, and surveys keep the one they were scored with. */
export const creditSurveyRules = pgTable(
	'credit_survey_rules',
	{
		version: integer('version').primaryKey(),
		rules: json<unknown>('rules').notNull(),
		savedBy: text('saved_by').notNull(),
		savedAt: instant('saved_at').notNull(),
	},
	(table) => [check('credit_survey_rules_version', sql`${table.version} >= 1`)],
)

/** What somebody is sent to find out about a customer before they are trusted with a contract. */
export const creditSurvey = pgTable(
	'credit_survey',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id'),
		currency: char('currency', { length: 3 }).notNull(),
		amountMinor: minor('amount_minor'),
		months: integer('months'),
		state: text('state').notNull().default('requested'),
		note: text('note').notNull().default(''),
		requestedBy: text('requested_by').notNull(),
		requestedAt: instant('requested_at').notNull(),
		surveyorId: uuid('surveyor_id').references(() => staffUser.id),
		dispatchedBy: text('dispatched_by'),
		dispatchedAt: instant('dispatched_at'),
		submittedBy: text('submitted_by'),
		submittedAt: instant('submitted_at'),
		advice: text('advice'),
		adviceText: text('advice_text').notNull().default(''),
		rulesVersion: integer('rules_version'),
		score: integer('score'),
		result: json<unknown>('result'),
		returnedNote: text('returned_note').notNull().default(''),
		conclusion: text('conclusion'),
		conclusionNote: text('conclusion_note').notNull().default(''),
		closedBy: text('closed_by'),
		closedAt: instant('closed_at'),
		withdrawnNote: text('withdrawn_note').notNull().default(''),
		withdrawnBy: text('withdrawn_by'),
		withdrawnAt: instant('withdrawn_at'),
	},
	(table) => [
		foreignKey({
			name: 'credit_survey_contract',
			columns: [table.contractId, table.customerId, table.currency],
			foreignColumns: [contract.id, contract.customerId, contract.currency],
		}),
		uniqueIndex('credit_survey_open_of_contract')
			.on(table.contractId)
			.where(sql`contract_id is not null and state not in ('closed', 'withdrawn')`),
		uniqueIndex('credit_survey_open_of_customer')
			.on(table.customerId)
			.where(sql`contract_id is null and state not in ('closed', 'withdrawn')`),
		index('credit_survey_by_contract').on(table.contractId, table.id).where(sql`contract_id is not null`),
		index('credit_survey_by_customer').on(table.customerId, table.id),
		index('credit_survey_by_surveyor').on(table.surveyorId, table.id).where(sql`surveyor_id is not null`),
		check('credit_survey_amount', sql`${table.amountMinor} > 0`),
		check('credit_survey_months', sql`${table.months} between 1 and 600`),
		check(
			'credit_survey_state',
			sql`${table.state} in ('requested', 'dispatched', 'in_progress', 'submitted', 'returned', 'closed', 'withdrawn')`,
		),
		check(
			'credit_survey_surveyor',
			sql`${table.state} in ('requested', 'withdrawn') or num_nulls(${table.surveyorId}, ${table.dispatchedBy}, ${table.dispatchedAt}) = 0`,
		),
		check(
			'credit_survey_submitted',
			sql`${table.state} not in ('submitted', 'closed')
				or num_nulls(${table.submittedBy}, ${table.submittedAt}, ${table.advice}, ${table.rulesVersion}, ${table.score}, ${table.result}) = 0 and btrim(${table.adviceText}) <> ''`,
		),
		check('credit_survey_advice', sql`${table.advice} in ('grant', 'conditions', 'refuse')`),
		check('credit_survey_score', sql`${table.score} between 0 and 100`),
		check('credit_survey_conclusion', sql`${table.conclusion} in ('grant', 'refuse')`),
		check(
			'credit_survey_closed',
			sql`num_nonnulls(${table.conclusion}, ${table.closedBy}, ${table.closedAt}) = case when ${table.state} = 'closed' then 3 else 0 end`,
		),
		check(
			'credit_survey_withdrawn',
			sql`num_nonnulls(${table.withdrawnBy}, ${table.withdrawnAt}) = case when ${table.state} = 'withdrawn' then 2 else 0 end`,
		),
	],
)

/** The answers of one part of a survey's form. Amounts are minor units as text, days ISO dates. */
export const creditSurveySection = pgTable(
	'credit_survey_section',
	{
		surveyId: uuid('survey_id')
			.notNull()
			.references(() => creditSurvey.id),
		section: text('section').notNull(),
		answers: json<Record<string, string>>('answers').notNull(),
		version: integer('version').notNull().default(1),
		savedBy: text('saved_by').notNull(),
		savedAt: instant('saved_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.surveyId, table.section] }),
		check(
			'credit_survey_section_known',
			sql`${table.section} in ('customer', 'business', 'assets', 'bank', 'guarantors')`,
		),
		check('credit_survey_section_answers', sql`jsonb_typeof(${table.answers}) = 'object'`),
		check('credit_survey_section_version', sql`${table.version} >= 1`),
	],
)

/** A party that stands good for what others owe. */
export const guarantor = pgTable(
	'guarantor',
	{
		id: id(),
		name: text('name').notNull(),
		phone: text('phone').notNull().default(''),
		address: text('address').notNull().default(''),
		identityNumber: text('identity_number').notNull().default(''),
		customerId: uuid('customer_id').references(() => customer.id),
		contactId: uuid('contact_id').references(() => contact.id, { onDelete: 'set null' }),
		createdAt: instant('created_at').notNull(),
	},
	(table) => [
		uniqueIndex('guarantor_customer').on(table.customerId).where(sql`customer_id is not null`),
		uniqueIndex('guarantor_contact').on(table.contactId).where(sql`contact_id is not null`),
		uniqueIndex('guarantor_identity').on(sql`lower(${table.identityNumber})`).where(sql`identity_number <> ''`),
		check('guarantor_name', sql`char_length(btrim(${table.name})) between 1 and 200`),
		check('guarantor_who', sql`num_nonnulls(${table.customerId}, ${table.contactId}) <= 1`),
	],
)

/** Who was surveyed as a guarantor. */
export const creditSurveyGuarantor = pgTable(
	'credit_survey_guarantor',
	{
		surveyId: uuid('survey_id')
			.notNull()
			.references(() => creditSurvey.id),
		place: integer('place').notNull(),
		guarantorId: uuid('guarantor_id')
			.notNull()
			.references(() => guarantor.id),
	},
	(table) => [
		primaryKey({ columns: [table.surveyId, table.place] }),
		unique('credit_survey_guarantor_once').on(table.surveyId, table.guarantorId),
		index('credit_survey_guarantor_by_guarantor').on(table.guarantorId),
		check('credit_survey_guarantor_place', sql`${table.place} between 1 and 3`),
	],
)

/** That a guarantor stands good for a customer's contract, or for all of them. */
export const guarantee = pgTable(
	'guarantee',
	{
		id: id(),
		guarantorId: uuid('guarantor_id')
			.notNull()
			.references(() => guarantor.id),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id'),
		currency: char('currency', { length: 3 }).notNull(),
		/** No more than this, where it was agreed so. */
		limitMinor: minor('limit_minor'),
		surveyId: uuid('survey_id').references(() => creditSurvey.id),
		givenOn: day('given_on').notNull(),
		givenBy: text('given_by').notNull(),
		releasedOn: day('released_on'),
		releasedBy: text('released_by'),
	},
	(table) => [
		foreignKey({
			name: 'guarantee_contract',
			columns: [table.contractId, table.customerId, table.currency],
			foreignColumns: [contract.id, contract.customerId, contract.currency],
		}),
		uniqueIndex('guarantee_once')
			.on(table.guarantorId, table.customerId, sql`${table.contractId} nulls not distinct`)
			.where(sql`released_on is null`),
		index('guarantee_by_customer').on(table.customerId),
		index('guarantee_by_contract').on(table.contractId).where(sql`contract_id is not null`),
		check('guarantee_limit', sql`${table.limitMinor} > 0`),
		check(
			'guarantee_released',
			sql`num_nonnulls(${table.releasedOn}, ${table.releasedBy}) in (0, 2) and (${table.releasedOn} is null or ${table.releasedOn} >= ${table.givenOn})`,
		),
	],
)
