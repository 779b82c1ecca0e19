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
	uuid,
} from 'drizzle-orm/pg-core'
import { day, decimal, id, instant, minor } from './columns.ts'
import { contract, contractType } from './contract.ts'
import { invoice } from './invoice.ts'
import { payment } from './payment.ts'

/** Agreed penalty interest, of a type of contracts, of one contract, or of the company: for claims due from a day on. */
export const penaltyTerms = pgTable(
	'penalty_terms',
	{
		id: id(),
		contractType: text('contract_type').references(() => contractType.code),
		contractId: uuid('contract_id').references(() => contract.id),
		validFrom: day('valid_from').notNull(),
		dailyRatePercent: decimal('daily_rate_percent').notNull(),
		graceDays: integer('grace_days').notNull(),
		/** What is open after the grace bears interest from its due day. */
		chargeGrace: boolean('charge_grace').notNull(),
		/** It is invoiced, not only stated. */
		billed: boolean('billed').notNull().default(false),
		writtenBy: text('written_by').notNull(),
		writtenAt: instant('written_at').notNull(),
	},
	(table) => [
		unique('penalty_terms_unique').on(table.contractType, table.contractId, table.validFrom).nullsNotDistinct(),
		index('penalty_terms_of_contract').on(table.contractId).where(sql`contract_id is not null`),
		check('penalty_terms_whose', sql`num_nonnulls(${table.contractType}, ${table.contractId}) <= 1`),
		check(
			'penalty_terms_rate',
			sql`${table.dailyRatePercent} between 0 and 100 and scale(${table.dailyRatePercent}) <= 6`,
		),
		check('penalty_terms_grace', sql`${table.graceDays} between 0 and 365`),
	],
)

/** Penalty interest that was given up. Never changed; taken back by the day on which that was done. */
export const penaltyWaiver = pgTable(
	'penalty_waiver',
	{
		id: id(),
		contractId: uuid('contract_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		amountMinor: minor('amount_minor').notNull(),
		reason: text('reason').notNull(),
		waivedOn: day('waived_on').notNull(),
		waivedBy: text('waived_by').notNull(),
		waivedAt: instant('waived_at').notNull(),
		undoneOn: day('undone_on'),
		undoneBy: text('undone_by'),
		/** Of what was invoiced already; such a waiver is not taken back. */
		creditNoteId: uuid('credit_note_id').references(() => invoice.id),
	},
	(table) => [
		foreignKey({
			name: 'penalty_waiver_contract',
			columns: [table.contractId, table.customerId, table.currency],
			foreignColumns: [contract.id, contract.customerId, contract.currency],
		}),
		index('penalty_waiver_by_contract').on(table.contractId, table.waivedOn),
		index('penalty_waiver_by_note').on(table.creditNoteId).where(sql`credit_note_id is not null`),
		check('penalty_waiver_amount', sql`${table.amountMinor} > 0`),
		check('penalty_waiver_reason', sql`btrim(${table.reason}) <> ''`),
		check(
			'penalty_waiver_undone',
			sql`num_nonnulls(${table.undoneOn}, ${table.undoneBy}) in (0, 2) and (${table.undoneOn} is null or ${table.undoneOn} >= ${table.waivedOn})`,
		),
	],
)

/** Money that was put to the penalty interest of a contract. Taken back by a row of the opposite amount. */
export const penaltyPayment = pgTable(
	'penalty_payment',
	{
		id: id(),
		paymentId: uuid('payment_id').notNull(),
		contractId: uuid('contract_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		amountMinor: minor('amount_minor').notNull(),
		/** The day from which it counts. */
		paidOn: day('paid_on').notNull(),
		reversesId: uuid('reverses_id').unique(),
		createdAt: instant('created_at').notNull(),
	},
	(table) => [
		foreignKey({
			name: 'penalty_payment_payment',
			columns: [table.paymentId, table.customerId, table.currency],
			foreignColumns: [payment.id, payment.customerId, payment.currency],
		}),
		foreignKey({
			name: 'penalty_payment_contract',
			columns: [table.contractId, table.customerId, table.currency],
			foreignColumns: [contract.id, contract.customerId, contract.currency],
		}),
		foreignKey({ name: 'penalty_payment_reverses_id_fkey', columns: [table.reversesId], foreignColumns: [table.id] }),
		index('penalty_payment_by_payment').on(table.paymentId),
		index('penalty_payment_by_contract').on(table.contractId, table.paidOn),
		check(
			'penalty_payment_sign',
			sql`case when ${table.reversesId} is null then ${table.amountMinor} > 0 else ${table.amountMinor} < 0 end`,
		),
	],
)

/** Through which days a contract's penalty interest was billed, once each, and the invoice that came of it, if any. */
export const penaltyBilling = pgTable(
	'penalty_billing',
	{
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		throughOn: day('through_on').notNull(),
		invoiceId: uuid('invoice_id')
			.unique()
			.references(() => invoice.id),
		billedAt: instant('billed_at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.contractId, table.throughOn] })],
)
