// Over 300 lines: a contract, its amendments, its lines and their states are tied together by composite keys.
import { sql } from 'drizzle-orm'
import {
	type AnyPgColumn,
	bigint,
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
import { day, decimal, id, instant, json, minor, now } from './columns.ts'
import { customer } from './customer.ts'
import { paymentMethod } from './payment-method.ts'
import { plan, product, productUnit } from './product.ts'
import { staffGroup, staffUser } from './staff.ts'
import { contractTemplate } from './template.ts'
import { unit } from './unit.ts'

/** A type of contract as the company names it. */
export const contractType = pgTable(
	'contract_type',
	{
		/** What contracts, document rules and programs know it by, whatever it is called. */
		code: text('code').primaryKey(),
		name: text('name').notNull(),
		position: integer('position').notNull().default(100),
		archivedAt: instant('archived_at'),
	},
	(table) => [
		check('contract_type_name', sql`char_length(btrim(${table.name})) between 1 and 80`),
		uniqueIndex('contract_type_named').on(sql`lower(${table.name})`).where(sql`archived_at is null`),
	],
)

/** What the company calls a part of a state. */
export const contractStatus = pgTable(
	'contract_status',
	{
		id: id(),
		state: text('state').notNull(),
		name: text('name').notNull(),
		position: integer('position').notNull().default(100),
		archivedAt: instant('archived_at'),
	},
	(table) => [
		check(
			'contract_status_state',
			sql`${table.state} in ('draft', 'in_approval', 'rejected', 'approved', 'sent', 'signed', 'active', 'paused', 'ending', 'closed', 'filed', 'expired', 'void')`,
		),
		check('contract_status_name', sql`char_length(btrim(${table.name})) between 1 and 80`),
		unique('contract_status_of_state').on(table.id, table.state),
		uniqueIndex('contract_status_named').on(table.state, sql`lower(${table.name})`).where(sql`archived_at is null`),
	],
)

/** The agreement. Its terms and lines are the sum of its amendments. */
export const contract = pgTable(
	'contract',
	{
		id: id(),
		number: text('number').notNull().unique(),
		title: text('title').notNull().default(''),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		ownerId: uuid('owner_id').references(() => staffUser.id),
		groupId: uuid('group_id').references(() => staffGroup.id),
		templateId: uuid('template_id').references(() => contractTemplate.id),
		type: text('type')
			.notNull()
			.default('subscription')
			.references(() => contractType.code),
		state: text('state').notNull().default('draft'),
		/** Whether it brings money or costs it, by the role of its party. */
		direction: text('direction').notNull().default('receivable'),
		currency: char('currency', { length: 3 }).notNull(),
		startsOn: day('starts_on').notNull(),
		/** The last day, or null for one without an end. */
		endsOn: day('ends_on'),
		anchorOn: day('anchor_on').notNull(),
		alignment: text('alignment').notNull().default('anniversary'),
		timing: text('timing').notNull().default('advance'),
		prorate: boolean('prorate').notNull().default(true),
		paymentTermDays: integer('payment_term_days').notNull(),
		noticeDays: integer('notice_days').notNull(),
		/** The last day on which price updates leave the contract alone. */
		pricesFixedThrough: day('prices_fixed_through'),
		renewal: text('renewal').notNull().default('none'),
		termMonths: integer('term_months'),
		/** The last day of a term that was agreed by itself without a word in time: until then it does not bind the customer. */
		untoldUntil: day('untold_until'),
		purchaseOrder: text('purchase_order').notNull().default(''),
		/** What the customer may change themselves. */
		access: text('access').notNull().default('none'),
		autopay: boolean('autopay').notNull().default(false),
		paymentMethodId: uuid('payment_method_id').references(() => paymentMethod.id),
		/** What the company calls its state. It falls away with the state, by a trigger. */
		statusId: uuid('status_id'),
		activatedAt: instant('activated_at'),
		closedOn: day('closed_on'),
		cancelReason: text('cancel_reason').notNull().default(''),
		/** Periods before this day were billed elsewhere, before the contract came here. */
		billFrom: day('bill_from'),
		importSource: text('import_source'),
		importKey: text('import_key'),
		/** What the last import said of each field, as digests. */
		importDigest: text('import_digest'),
		attributes: json<Record<string, string>>('attributes').notNull().default({}),
		searchText: text('search_text')
			.notNull()
			.generatedAlwaysAs(
				sql`plain_text(number || ' ' || title || ' ' || purchase_order || ' ' || coalesce(import_key, ''))`,
			),
		version: integer('version').notNull().default(1),
		createdAt: instant('created_at').notNull().default(now),
		updatedAt: instant('updated_at').notNull().default(now),
	},
	(table) => [
		foreignKey({
			name: 'contract_status_is_of_state',
			columns: [table.statusId, table.state],
			foreignColumns: [contractStatus.id, contractStatus.state],
		}),
		index('contract_by_type').on(table.type),
		index('contract_by_status').on(table.statusId).where(sql`status_id is not null`),
		unique('contract_customer_currency').on(table.id, table.customerId, table.currency),
		uniqueIndex('contract_import').on(table.importSource, table.importKey),
		index('contract_by_customer').on(table.customerId, table.id),
		index('contract_search').using('gin', table.searchText.op('gin_trgm_ops')),
		index('contract_by_state').on(table.state, table.id),
		index('contract_by_group').on(table.groupId),
		index('contract_by_card').on(table.paymentMethodId).where(sql`payment_method_id is not null`),
		index('contract_tacit')
			.on(table.endsOn)
			.where(sql`renewal = 'tacit' and ends_on is not null and state in ('active', 'paused')`),
		index('contract_term_end')
			.on(table.endsOn)
			.where(sql`renewal <> 'tacit' and ends_on is not null and state in ('active', 'paused')`),
		check(
			'contract_state',
			sql`${table.state} in ('draft', 'in_approval', 'rejected', 'approved', 'sent', 'signed', 'active', 'paused', 'ending', 'closed', 'filed', 'expired', 'void')`,
		),
		check(
			'contract_active_has_its_day',
			sql`${table.state} not in ('active', 'paused', 'ending', 'closed', 'filed') or ${table.activatedAt} is not null`,
		),
		check(
			'contract_ending_has_an_end',
			sql`${table.state} not in ('ending', 'closed', 'filed') or ${table.endsOn} is not null`,
		),
		check(
			'contract_closed_has_its_day',
			sql`(${table.state} in ('closed', 'filed')) = (${table.closedOn} is not null)`,
		),
		check('contract_ends_after_it_starts', sql`${table.endsOn} is null or ${table.endsOn} >= ${table.startsOn} - 1`),
		check('contract_alignment', sql`${table.alignment} in ('anniversary', 'contract', 'calendar', 'month_end')`),
		check('contract_timing', sql`${table.timing} in ('advance', 'arrears')`),
		check('contract_renewal', sql`${table.renewal} in ('none', 'tacit', 'quote')`),
		check('contract_access', sql`${table.access} in ('none', 'upsell', 'upsell_and_downsell')`),
		check('contract_days', sql`${table.paymentTermDays} >= 0 and ${table.noticeDays} >= 0`),
		check('contract_term', sql`${table.termMonths} is null or ${table.termMonths} > 0`),
		index('contract_payable').on(table.id).where(sql`direction = 'payable'`),
		check('contract_direction', sql`${table.direction} in ('receivable', 'payable')`),
		check(
			'contract_payable_is_no_sale',
			sql`${table.direction} = 'receivable' or (${table.access} = 'none' and not ${table.autopay} and ${table.paymentMethodId} is null)`,
		),
		check('contract_import_pair', sql`(${table.importSource} is null) = (${table.importKey} is null)`),
	],
)

/** One dated change. Sequence 1 is the original agreement; rows are never changed once the contract is active. */
export const amendment = pgTable(
	'amendment',
	{
		id: id(),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		sequence: integer('sequence').notNull(),
		kind: text('kind').notNull(),
		effectiveOn: day('effective_on').notNull(),
		/** The day it was made: money of a late change falls due then. */
		recordedOn: day('recorded_on').notNull(),
		recordedAt: instant('recorded_at').notNull(),
		recordedBy: text('recorded_by').notNull(),
		reason: text('reason').notNull().default(''),
		/** Terms of the contract that this amendment changes: column name -> [before, after]. */
		terms: json<Record<string, [unknown, unknown]>>('terms').notNull().default({}),
	},
	(table) => [
		unique('amendment_sequence').on(table.contractId, table.sequence),
		check(
			'amendment_kind',
			sql`${table.kind} in ('original', 'change', 'discount', 'pause', 'end', 'renewal', 'collection_plan')`,
		),
		check('amendment_sequence_from_one', sql`${table.sequence} >= 1`),
	],
)

/** What is sold on a contract; what of it changes over time is in contract_line_state. */
export const contractLine = pgTable(
	'contract_line',
	{
		id: id(),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		position: integer('position').notNull(),
		productId: uuid('product_id').references(() => product.id),
		planId: uuid('plan_id').references(() => plan.id),
		description: text('description').notNull(),
		model: text('model').notNull().default(''),
		serialNumber: text('serial_number').notNull().default(''),
		factoryNumber: text('factory_number').notNull().default(''),
		/** Both null for what is billed once. */
		intervalUnit: text('interval_unit'),
		intervalCount: integer('interval_count'),
		taxClass: text('tax_class').notNull().default('standard'),
		/** The price includes the tax: that at home on the contract's first day. Null: tax is added. The database says it. */
		taxWithin: decimal('tax_within'),
		/** What its quantity and price are of; null: its product's own. */
		unit: text('unit').references(() => unit.name),
		/** In use and free for so many days from its start; its first period begins on the day after them. */
		freeDays: integer('free_days').notNull().default(0),
		/** The line it was on another contract of the customer. */
		movedFrom: uuid('moved_from').references((): AnyPgColumn => contractLine.id),
		/** From which day its periods were counted there, and what the rest of its first one was worth, in minor units. */
		anchorOn: day('anchor_on'),
		carriedUntil: day('carried_until'),
		carriedMinor: bigint('carried_minor', { mode: 'bigint' }),
		searchText: text('search_text')
			.notNull()
			.generatedAlwaysAs(sql`plain_text(description || ' ' || model || ' ' || serial_number || ' ' || factory_number)`),
	},
	(table) => [
		unique('contract_line_position').on(table.contractId, table.position),
		foreignKey({
			name: 'contract_line_unit',
			columns: [table.productId, table.unit],
			foreignColumns: [productUnit.productId, productUnit.unit],
		}),
		index('contract_line_by_product').on(table.productId, table.planId).where(sql`product_id is not null`),
		index('contract_line_by_unit').on(table.unit).where(sql`unit is not null`),
		unique('contract_line_of_contract').on(table.id, table.contractId),
		index('contract_line_moved').on(table.movedFrom).where(sql`moved_from is not null`),
		check('contract_line_carried', sql`(${table.carriedUntil} is null) = (${table.carriedMinor} is null)`),
		check('contract_line_came', sql`${table.movedFrom} is null or ${table.anchorOn} is not null`),
		index('contract_line_by_serial').on(sql`(coalesce(${table.serialNumber}, '') collate people)`, table.id),
		index('contract_line_search').using('gin', table.searchText.op('gin_trgm_ops')),
		check('contract_line_interval', sql`(${table.intervalUnit} is null) = (${table.intervalCount} is null)`),
		check(
			'contract_line_interval_unit',
			sql`${table.intervalUnit} is null or (${table.intervalUnit} in ('day', 'week', 'month', 'year') and ${table.intervalCount} > 0)`,
		),
		check(
			'contract_line_free_days',
			sql`${table.freeDays} >= 0 and (${table.freeDays} = 0 or ${table.intervalUnit} is not null)`,
		),
	],
)

/** A line as one amendment makes it, from a day on. The state on a day is the latest of those effective by then. */
export const contractLineState = pgTable(
	'contract_line_state',
	{
		contractLineId: uuid('contract_line_id').notNull(),
		contractId: uuid('contract_id').notNull(),
		sequence: integer('sequence').notNull(),
		effectiveOn: day('effective_on').notNull(),
		/** Where it is in use before the day from which it is charged: a change that is not prorated. */
		inUseOn: day('in_use_on'),
		startsOn: day('starts_on').notNull(),
		/** The line's own last day (the contract's end counts too); the day before the start: taken back whole. */
		endsOn: day('ends_on'),
		quantity: decimal('quantity').notNull(),
		unitPrice: decimal('unit_price').notNull(),
		discountPercent: decimal('discount_percent').notNull().default('0'),
	},
	(table) => [
		primaryKey({ columns: [table.contractLineId, table.sequence, table.effectiveOn] }),
		foreignKey({
			columns: [table.contractLineId, table.contractId],
			foreignColumns: [contractLine.id, contractLine.contractId],
		}),
		foreignKey({
			columns: [table.contractId, table.sequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		index('contract_line_state_by_contract').on(table.contractId),
		check('contract_line_state_quantity', sql`${table.quantity} >= 0`),
		check('contract_line_state_unit_price', sql`${table.unitPrice} >= 0`),
		check('contract_line_state_discount', sql`${table.discountPercent} between 0 and 100`),
		check('contract_line_state_in_use', sql`${table.inUseOn} < ${table.effectiveOn}`),
		check('contract_line_state_dates', sql`${table.endsOn} is null or ${table.endsOn} >= ${table.startsOn} - 1`),
	],
)

/** Off all lines, after their own discounts and before tax. The state of the latest sequence counts. */
export const contractDiscount = pgTable(
	'contract_discount',
	{
		id: uuid('id').notNull(),
		contractId: uuid('contract_id').notNull(),
		sequence: integer('sequence').notNull(),
		startsOn: day('starts_on').notNull(),
		/** The last day, or null; the day before the start: taken back whole. */
		endsOn: day('ends_on'),
		percent: decimal('percent'),
		/** An amount a month, spread over the recurring lines by what they bring. */
		monthMinor: minor('month_minor'),
	},
	(table) => [
		primaryKey({ columns: [table.id, table.sequence] }),
		foreignKey({
			columns: [table.contractId, table.sequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		index('contract_discount_by_contract').on(table.contractId),
		check('contract_discount_is_one', sql`(${table.percent} is null) <> (${table.monthMinor} is null)`),
		check('contract_discount_percent', sql`${table.percent} > 0 and ${table.percent} <= 100`),
		check('contract_discount_amount', sql`${table.monthMinor} > 0`),
		check('contract_discount_dates', sql`${table.endsOn} is null or ${table.endsOn} >= ${table.startsOn} - 1`),
	],
)

/** Days on which nothing is charged. The state of the latest sequence counts. */
export const contractPause = pgTable(
	'contract_pause',
	{
		id: uuid('id').notNull(),
		contractId: uuid('contract_id').notNull(),
		sequence: integer('sequence').notNull(),
		startsOn: day('starts_on').notNull(),
		/** The last paused day, or null; the day before the start: taken back whole. */
		endsOn: day('ends_on'),
	},
	(table) => [
		primaryKey({ columns: [table.id, table.sequence] }),
		foreignKey({
			columns: [table.contractId, table.sequence],
			foreignColumns: [amendment.contractId, amendment.sequence],
		}),
		index('contract_pause_by_contract').on(table.contractId),
		check('contract_pause_dates', sql`${table.endsOn} is null or ${table.endsOn} >= ${table.startsOn} - 1`),
	],
)

/** How a customer may buy more or less by themselves: a contract's rule before the plan's before the company's. */
export const changeRule = pgTable(
	'change_rule',
	{
		id: id(),
		contractId: uuid('contract_id').references(() => contract.id),
		planId: uuid('plan_id').references(() => plan.id),
		direction: text('direction').notNull(),
		timing: text('timing').notNull(),
		prorate: boolean('prorate').notNull(),
		/** Changes of more than this a month are approved by a person; null: none are. */
		approvalAboveMinor: minor('approval_above_minor'),
		currency: char('currency', { length: 3 }),
		smallest: decimal('smallest'),
		largest: decimal('largest'),
	},
	(table) => [
		unique('change_rule_once').on(table.contractId, table.planId, table.direction).nullsNotDistinct(),
		index('change_rule_by_plan').on(table.planId),
		check('change_rule_of_one', sql`${table.contractId} is null or ${table.planId} is null`),
		check('change_rule_direction', sql`${table.direction} in ('more', 'less')`),
		check('change_rule_timing', sql`${table.timing} in ('now', 'period_end')`),
		check(
			'change_rule_approval',
			sql`(${table.approvalAboveMinor} is null) = (${table.currency} is null) and ${table.approvalAboveMinor} >= 0`,
		),
		check(
			'change_rule_quantity',
			sql`${table.smallest} >= 0 and ${table.largest} >= 0 and ${table.smallest} <= ${table.largest}`,
		),
	],
)
