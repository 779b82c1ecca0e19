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
import { bytes, day, decimal, id, instant, json, minor } from './columns.ts'
import { billingParty } from './company.ts'
import { contract, contractLine } from './contract.ts'
import { customer } from './customer.ts'
import { invoiceType } from './invoice-type.ts'

/**
 * Invoices and credit notes. A credit note's amounts are negative. Issued, a row is frozen: only `settled_minor`
 * (kept by the database from allocations) and the way to `void` or `uncollectible` still move.
 */
export const invoice = pgTable(
	'invoice',
	{
		id: id(),
		kind: text('kind').notNull(),
		/** What the company calls such an invoice; null for an invoice without more, and of all that are none of ours. */
		type: text('type'),
		number: text('number'),
		/** The system that issued it, of an invoice taken over from there; with its own id behind it once that was taken back. */
		opening: text('opening'),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id'),
		currency: char('currency', { length: 3 }).notNull(),
		state: text('state').notNull().default('draft'),
		/** The day of the schedule it bills, as the preview shows it. */
		billedFor: day('billed_for'),
		issuedOn: day('issued_on'),
		dueOn: day('due_on'),
		issuedAt: instant('issued_at'),
		subtotalMinor: minor('subtotal_minor').notNull(),
		taxMinor: minor('tax_minor').notNull(),
		totalMinor: minor('total_minor').notNull(),
		/** What allocations have settled, from 0 to the total (credit note: what of it has been used). Never negative. */
		settledMinor: minor('settled_minor').notNull().default(sql`0`),
		creditsInvoiceId: uuid('credits_invoice_id'),
		reason: text('reason').notNull().default(''),
		language: text('language').notNull(),
		sellerId: uuid('seller_id').references(() => billingParty.id),
		buyerId: uuid('buyer_id').references(() => billingParty.id),
		purchaseOrder: text('purchase_order').notNull().default(''),
		note: text('note').notNull().default(''),
		/** What a credit note says to the customer, in our words. */
		message: text('message').notNull().default(''),
		createdAt: instant('created_at').notNull(),
	},
	(table) => [
		unique('invoice_number_unique').on(table.number, table.opening).nullsNotDistinct(),
		check(
			'invoice_opening',
			sql`${table.opening} is null or (${table.kind} = 'invoice' and ${table.state} <> 'draft' and btrim(${table.opening}) <> '')`,
		),
		foreignKey({ name: 'invoice_type_known', columns: [table.type], foreignColumns: [invoiceType.code] }),
		check('invoice_typed', sql`${table.type} is null or (${table.kind} = 'invoice' and ${table.opening} is null)`),
		index('invoice_by_type').on(table.type).where(sql`type is not null`),
		unique('invoice_customer_currency').on(table.id, table.customerId, table.currency),
		foreignKey({
			name: 'invoice_contract',
			columns: [table.contractId, table.customerId, table.currency],
			foreignColumns: [contract.id, contract.customerId, contract.currency],
		}),
		foreignKey({
			name: 'invoice_credits',
			columns: [table.creditsInvoiceId, table.customerId, table.currency],
			foreignColumns: [table.id, table.customerId, table.currency],
		}),
		index('invoice_by_customer').on(table.customerId, table.issuedOn),
		index('invoice_by_contract').on(table.contractId, table.issuedOn),
		index('invoice_joint_by_day').on(table.issuedOn).where(sql`contract_id is null`),
		index('invoice_joint').on(table.customerId, table.issuedOn).where(sql`contract_id is null`),
		index('invoice_open')
			.on(table.dueOn, table.id)
			.where(sql`state = 'issued' and kind = 'invoice' and settled_minor < total_minor`),
		index('invoice_number_like').using('gin', sql`plain_text(${table.number}) gin_trgm_ops`),
		index('invoice_by_day').on(table.issuedOn, table.id),
		index('invoice_by_credited').on(table.creditsInvoiceId).where(sql`credits_invoice_id is not null`),
		check('invoice_kind', sql`${table.kind} in ('invoice', 'credit_note')`),
		check('invoice_state', sql`${table.state} in ('draft', 'issued', 'void', 'uncollectible')`),
		check('invoice_total', sql`${table.totalMinor} = ${table.subtotalMinor} + ${table.taxMinor}`),
		check(
			'invoice_sign',
			sql`case ${table.kind} when 'invoice' then ${table.totalMinor} >= 0 else ${table.totalMinor} <= 0 end or ${table.state} = 'draft'`,
		),
		check('invoice_settled', sql`${table.settledMinor} between 0 and abs(${table.totalMinor})`),
		check(
			'invoice_issued_facts',
			sql`(${table.state} = 'draft') = (num_nonnulls(${table.number}, ${table.issuedOn}, ${table.dueOn}, ${table.issuedAt}, ${table.sellerId}, ${table.buyerId}) = 0)`,
		),
		check(
			'invoice_issued_whole',
			sql`num_nonnulls(${table.number}, ${table.issuedOn}, ${table.dueOn}, ${table.issuedAt}, ${table.sellerId}, ${table.buyerId}) in (0, 6)`,
		),
		check('invoice_credit', sql`${table.creditsInvoiceId} is null or ${table.kind} = 'credit_note'`),
		check('invoice_message', sql`${table.message} = '' or ${table.kind} = 'credit_note'`),
		check('invoice_language', sql`${table.language} in ('en', 'ru', 'zh', 'vi')`),
	],
)

export const invoiceLine = pgTable(
	'invoice_line',
	{
		id: id(),
		invoiceId: uuid('invoice_id').notNull(),
		position: integer('position').notNull(),
		contractId: uuid('contract_id'),
		contractLineId: uuid('contract_line_id'),
		kind: text('kind').notNull(),
		description: text('description').notNull(),
		/** What is covered, [from, to). */
		periodFrom: day('period_from'),
		periodTo: day('period_to'),
		/** The whole billing period it lies in, [from, to). */
		boundaryFrom: day('boundary_from'),
		boundaryTo: day('boundary_to'),
		/** 0 for the first billing of a period, one more for each later correction of it. */
		revision: integer('revision').notNull().default(0),
		quantity: decimal('quantity').notNull(),
		unit: text('unit').notNull().default('piece'),
		/** For e-invoices, as it was when it was issued: UN/ECE Recommendation 20. */
		unitCode: text('unit_code'),
		unitPrice: decimal('unit_price').notNull(),
		/** The line's discount and the contract's together. */
		discountPercent: decimal('discount_percent').notNull().default('0'),
		/** What the contract takes off a whole period beside that, in major units. */
		amountOff: decimal('amount_off').notNull().default('0'),
		netMinor: minor('net_minor').notNull(),
		taxPercent: decimal('tax_percent').notNull(),
		taxLabel: text('tax_label').notNull().default(''),
		taxMinor: minor('tax_minor').notNull(),
		/** Why this amount: the facts of its formula (core/schedule). */
		why: json<unknown>('why').notNull().default({}),
		/** On a line of a credit note: the line it takes back. */
		creditsLineId: uuid('credits_line_id'),
		/** Of kind instalment: the instalment of a collection plan that it is a part of (db/schema/collection-plan.ts has the key). */
		instalmentId: uuid('instalment_id'),
		/** Of kind penalty, and where such a line is credited: the invoice that was paid late. */
		penaltyInvoiceId: uuid('penalty_invoice_id'),
		/** Set when its invoice was voided to be billed again: the period is free. */
		released: boolean('released').notNull().default(false),
	},
	(table) => [
		foreignKey({ name: 'invoice_line_invoice', columns: [table.invoiceId], foreignColumns: [invoice.id] }),
		foreignKey({
			name: 'invoice_line_contract_line',
			columns: [table.contractLineId, table.contractId],
			foreignColumns: [contractLine.id, contractLine.contractId],
		}),
		foreignKey({ name: 'invoice_line_penalty', columns: [table.penaltyInvoiceId], foreignColumns: [invoice.id] }),
		foreignKey({ name: 'invoice_line_credits', columns: [table.creditsLineId], foreignColumns: [table.id] }),
		unique('invoice_line_position').on(table.invoiceId, table.position),
		uniqueIndex('invoice_line_period_once')
			.on(table.contractLineId, table.kind, table.periodFrom, table.boundaryFrom, table.revision)
			.where(sql`contract_line_id is not null and not released and credits_line_id is null`),
		uniqueIndex('invoice_line_instalment_once')
			.on(table.instalmentId, table.contractLineId)
			.where(sql`instalment_id is not null and not released`),
		index('invoice_line_penalty_of')
			.on(table.contractId, table.penaltyInvoiceId)
			.where(sql`penalty_invoice_id is not null`),
		index('invoice_line_penalty_for').on(table.penaltyInvoiceId).where(sql`penalty_invoice_id is not null`),
		index('invoice_line_penalty_on').on(table.invoiceId).where(sql`penalty_invoice_id is not null`),
		index('invoice_line_discounted').on(table.invoiceId).where(sql`discount_percent <> 0 or amount_off <> 0`),
		index('invoice_line_by_contract_line')
			.using('brin', table.contractLineId)
			.with({ pages_per_range: 32, autosummarize: true }),
		index('invoice_line_by_credited').on(table.creditsLineId).where(sql`credits_line_id is not null`),
		check(
			'invoice_line_kind',
			sql`${table.kind} in ('period', 'charge', 'credit', 'one_off', 'manual', 'credit_note', 'opening', 'instalment', 'penalty') and (${table.kind} = 'instalment') = (${table.instalmentId} is not null)
				and case when ${table.kind} = 'penalty' then ${table.penaltyInvoiceId} is not null and ${table.contractId} is not null and ${table.taxMinor} = 0
					else ${table.penaltyInvoiceId} is null or ${table.kind} = 'credit_note' end`,
		),
		check('invoice_line_amount_off', sql`${table.amountOff} >= 0`),
		check('invoice_line_period', sql`${table.periodTo} > ${table.periodFrom}`),
	],
)

/** A PDF, made when first needed and kept: the same bytes for ever. */
export const paperFile = pgTable(
	'paper_file',
	{
		id: id(),
		kind: text('kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		fileName: text('file_name').notNull(),
		sha256: text('sha256').notNull(),
		content: bytes('content').notNull(),
		madeAt: instant('made_at').notNull(),
	},
	(table) => [unique('paper_file_once').on(table.kind, table.subjectId)],
)
