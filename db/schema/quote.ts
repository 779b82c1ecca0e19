import { sql } from 'drizzle-orm'
import {
	boolean,
	char,
	check,
	foreignKey,
	index,
	integer,
	type PgColumn,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { day, decimal, id, instant, json, minor } from './columns.ts'
import { contract, contractLine } from './contract.ts'
import { contact, customer } from './customer.ts'
import { plan, product } from './product.ts'
import { secureLink } from './sign-in.ts'
import { staffUser } from './staff.ts'
import { contractTemplate } from './template.ts'
import { unit } from './unit.ts'

/** An offer. Accepted, it has become a contract, or a change or renewal of the contract it was made for. */
export const quote = pgTable(
	'quote',
	{
		id: id(),
		number: text('number').notNull().unique(),
		title: text('title').notNull().default(''),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		/** Whom it is addressed to; null: whoever reads the customer's letters. */
		contactId: uuid('contact_id').references(() => contact.id),
		/** Whether nobody else of the customer may sign it. */
		signerOnly: boolean('signer_only').notNull().default(false),
		ownerId: uuid('owner_id').references(() => staffUser.id),
		/** What a new one was begun with. */
		templateId: uuid('template_id').references(() => contractTemplate.id),
		currency: char('currency', { length: 3 }).notNull(),
		state: text('state').notNull().default('draft'),
		purpose: text('purpose').notNull().default('new'),
		forContractId: uuid('for_contract_id'),
		/** The version that this one takes the place of once it is sent. */
		replacesId: uuid('replaces_id')
			.unique()
			.references((): PgColumn => quote.id),
		validUntil: day('valid_until').notNull(),
		introduction: text('introduction').notNull().default(''),
		conditions: text('conditions').notNull().default(''),
		/** Null: the contract starts on the day of acceptance. */
		startsOn: day('starts_on'),
		endsOn: day('ends_on'),
		termMonths: integer('term_months'),
		alignment: text('alignment').notNull().default('anniversary'),
		timing: text('timing').notNull().default('advance'),
		prorate: boolean('prorate').notNull().default(true),
		paymentTermDays: integer('payment_term_days').notNull(),
		noticeDays: integer('notice_days').notNull(),
		renewal: text('renewal').notNull().default('none'),
		access: text('access').notNull().default('none'),
		purchaseOrder: text('purchase_order').notNull().default(''),
		sentAt: instant('sent_at'),
		/** The moment it was accepted, declined or withdrawn, or found expired. */
		closedAt: instant('closed_at'),
		declineReason: text('decline_reason').notNull().default(''),
		contractId: uuid('contract_id').references(() => contract.id),
		amendmentSequence: integer('amendment_sequence'),
		remindedAt: instant('reminded_at'),
		version: integer('version').notNull().default(1),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		updatedAt: instant('updated_at').notNull(),
		searchText: text('search_text').notNull().generatedAlwaysAs(sql`plain_text(number || ' ' || title)`),
	},
	(table) => [
		unique('quote_customer_currency').on(table.id, table.customerId, table.currency),
		foreignKey({
			name: 'quote_of_its_contract',
			columns: [table.forContractId, table.customerId, table.currency],
			foreignColumns: [contract.id, contract.customerId, contract.currency],
		}),
		check('quote_signer_named', sql`not ${table.signerOnly} or ${table.contactId} is not null`),
		index('quote_by_customer').on(table.customerId, table.id),
		index('quote_by_state').on(table.state, table.id),
		index('quote_by_contract').on(table.contractId).where(sql`contract_id is not null`),
		index('quote_for_contract').on(table.forContractId).where(sql`for_contract_id is not null`),
		uniqueIndex('quote_one_to_sign')
			.on(table.forContractId)
			.where(sql`purpose = 'signature' and state in ('draft', 'sent')`),
		index('quote_open_until').on(table.validUntil).where(sql`state = 'sent'`),
		check('quote_state', sql`${table.state} in ('draft', 'sent', 'accepted', 'declined', 'expired', 'withdrawn')`),
		check(
			'quote_purpose',
			sql`${table.purpose} in ('new', 'change', 'renewal', 'signature') and (${table.purpose} = 'new') = (${table.forContractId} is null)`,
		),
		check(
			'quote_sent_has_its_moment',
			sql`(${table.state} <> 'draft' or ${table.sentAt} is null) and (${table.state} in ('draft', 'withdrawn') or ${table.sentAt} is not null)`,
		),
		check('quote_closed_has_its_moment', sql`(${table.state} in ('draft', 'sent')) = (${table.closedAt} is null)`),
		check('quote_accepted_has_its_contract', sql`(${table.state} = 'accepted') = (${table.contractId} is not null)`),
		check(
			'quote_amends_its_own_contract',
			sql`${table.forContractId} is null or ${table.contractId} is null or ${table.contractId} = ${table.forContractId}`,
		),
		check(
			'quote_amendment',
			sql`(${table.amendmentSequence} is not null) = (${table.contractId} is not null and ${table.forContractId} is not null and ${table.purpose} <> 'signature')`,
		),
		check('quote_declined_has_its_reason', sql`${table.declineReason} = '' or ${table.state} = 'declined'`),
		check(
			'quote_term',
			sql`${table.termMonths} is null or (${table.termMonths} between 1 and 1200 and ${table.endsOn} is null)`,
		),
		check(
			'quote_ends_after_it_starts',
			sql`${table.endsOn} is null or ${table.startsOn} is null or ${table.endsOn} >= ${table.startsOn}`,
		),
		check('quote_alignment', sql`${table.alignment} in ('anniversary', 'contract', 'calendar', 'month_end')`),
		check('quote_timing', sql`${table.timing} in ('advance', 'arrears')`),
		check('quote_renewal', sql`${table.renewal} in ('none', 'tacit', 'quote')`),
		check('quote_access', sql`${table.access} in ('none', 'upsell', 'upsell_and_downsell')`),
		check('quote_days', sql`${table.paymentTermDays} >= 0 and ${table.noticeDays} >= 0`),
	],
)

export const quoteLine = pgTable(
	'quote_line',
	{
		id: id(),
		quoteId: uuid('quote_id')
			.notNull()
			.references(() => quote.id, { onDelete: 'cascade' }),
		position: integer('position').notNull(),
		/** The line of the contract that this one restates; null: a new one. */
		contractLineId: uuid('contract_line_id').references(() => contractLine.id),
		productId: uuid('product_id').references(() => product.id),
		planId: uuid('plan_id').references(() => plan.id),
		description: text('description').notNull(),
		model: text('model').notNull().default(''),
		serialNumber: text('serial_number').notNull().default(''),
		factoryNumber: text('factory_number').notNull().default(''),
		intervalUnit: text('interval_unit'),
		intervalCount: integer('interval_count'),
		taxClass: text('tax_class').notNull().default('standard'),
		/** What its quantity and price are of; null: its product's own. */
		unit: text('unit').references(() => unit.name),
		/** In use and free for so many days from its start. */
		freeDays: integer('free_days').notNull().default(0),
		quantity: decimal('quantity').notNull(),
		unitPrice: decimal('unit_price').notNull(),
		discountPercent: decimal('discount_percent').notNull().default('0'),
		/** How long the line's discount holds: so many periods from its first charged day, or to this last day. */
		discountPeriods: integer('discount_periods'),
		discountUntil: day('discount_until'),
		/** The customer decides whether it is in; `chosen` is how it is offered. */
		optional: boolean('optional').notNull().default(false),
		chosen: boolean('chosen').notNull().default(true),
		/** Optional lines with the same name exclude each other. */
		choice: text('choice').notNull().default(''),
	},
	(table) => [
		unique('quote_line_position').on(table.quoteId, table.position),
		unique('quote_line_restates_once').on(table.quoteId, table.contractLineId),
		uniqueIndex('quote_line_one_of_a_choice').on(table.quoteId, table.choice).where(sql`choice <> '' and chosen`),
		check('quote_line_interval', sql`(${table.intervalUnit} is null) = (${table.intervalCount} is null)`),
		check(
			'quote_line_interval_unit',
			sql`${table.intervalUnit} is null or (${table.intervalUnit} in ('day', 'week', 'month', 'year') and ${table.intervalCount} > 0)`,
		),
		check(
			'quote_line_free_days',
			sql`${table.freeDays} between 0 and 3650 and (${table.freeDays} = 0 or ${table.intervalUnit} is not null)`,
		),
		check('quote_line_quantity', sql`${table.quantity} >= 0`),
		check('quote_line_unit_price', sql`${table.unitPrice} >= 0`),
		check('quote_line_discount', sql`${table.discountPercent} between 0 and 100`),
		check(
			'quote_line_discount_ends',
			sql`num_nonnulls(${table.discountPeriods}, ${table.discountUntil}) = 0
				or (num_nonnulls(${table.discountPeriods}, ${table.discountUntil}) = 1 and ${table.intervalUnit} is not null and ${table.discountPercent} > 0)`,
		),
		check('quote_line_discount_periods', sql`${table.discountPeriods} between 1 and 1200`),
		check('quote_line_optional', sql`${table.optional} or (${table.chosen} and ${table.choice} = '')`),
	],
)

/** Off everything on a quote, after the discounts of its lines and before tax. */
export const quoteDiscount = pgTable(
	'quote_discount',
	{
		quoteId: uuid('quote_id')
			.notNull()
			.references(() => quote.id, { onDelete: 'cascade' }),
		position: integer('position').notNull(),
		percent: decimal('percent'),
		/** An amount a month, spread over what recurs by what it brings. */
		monthMinor: minor('month_minor'),
		/** For so many months from the first day, or to this last day; for good with neither. */
		months: integer('months'),
		until: day('until'),
	},
	(table) => [
		primaryKey({ columns: [table.quoteId, table.position] }),
		check('quote_discount_is_one', sql`num_nonnulls(${table.percent}, ${table.monthMinor}) = 1`),
		check('quote_discount_percent', sql`${table.percent} > 0 and ${table.percent} <= 100`),
		check('quote_discount_amount', sql`${table.monthMinor} > 0`),
		check('quote_discount_ends', sql`num_nonnulls(${table.months}, ${table.until}) <= 1`),
		check('quote_discount_months', sql`${table.months} between 1 and 1200`),
	],
)

/** Who accepted, how they were known, and what they saw. The document is kept in paper_file under its digest. */
export const quoteAcceptance = pgTable(
	'quote_acceptance',
	{
		quoteId: uuid('quote_id')
			.primaryKey()
			.references(() => quote.id),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		amendmentSequence: integer('amendment_sequence'),
		signerName: text('signer_name').notNull(),
		kind: text('kind').notNull(),
		/** The strokes of a drawn signature, as the path of an SVG in a box of 600 by 200. */
		drawing: text('drawing'),
		consent: text('consent').notNull(),
		language: text('language').notNull(),
		identifiedBy: text('identified_by').notNull(),
		identifiedEmail: text('identified_email').notNull(),
		contactId: uuid('contact_id').references(() => contact.id),
		linkId: uuid('link_id').references(() => secureLink.id),
		linkOpenedAt: instant('link_opened_at'),
		/** When a code mailed to the address was entered, where one was asked for. */
		confirmedAt: instant('confirmed_at'),
		acceptedAt: instant('accepted_at').notNull(),
		acceptedOn: day('accepted_on').notNull(),
		address: text('address').notNull(),
		browser: text('browser').notNull(),
		documentSha256: text('document_sha256').notNull(),
		seen: text('seen').notNull(),
		chosen: uuid('chosen').array().notNull(),
		totals: json<unknown>('totals').notNull(),
		/** All that is printed on the document, as it was given to the printer. */
		paper: json<unknown>('paper').notNull(),
	},
	(table) => [
		check('quote_acceptance_signer', sql`char_length(${table.signerName}) between 2 and 200`),
		check(
			'quote_acceptance_kind',
			sql`${table.kind} in ('typed', 'drawn') and (${table.kind} = 'drawn') = (${table.drawing} is not null)`,
		),
		check(
			'quote_acceptance_drawing',
			sql`${table.drawing} is null or (char_length(${table.drawing}) between 8 and 40000 and ${table.drawing} ~ '^[MLQ0-9 .]+$')`,
		),
		check(
			'quote_acceptance_identified',
			sql`(${table.identifiedBy} = 'link' and ${table.linkId} is not null) or (${table.identifiedBy} = 'session' and ${table.contactId} is not null and ${table.linkId} is null)`,
		),
		check('quote_acceptance_language', sql`${table.language} in ('en', 'ru', 'zh', 'vi')`),
		check(
			'quote_acceptance_document',
			sql`${table.documentSha256} ~ '^[0-9a-f]{64}$' and ${table.seen} ~ '^[0-9a-f]{64}$'`,
		),
	],
)
