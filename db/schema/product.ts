import { sql } from 'drizzle-orm'
import { boolean, char, check, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, decimal, id } from './columns.ts'

/** What is sold. */
export const product = pgTable(
	'product',
	{
		id: id(),
		code: text('code').notNull().unique(),
		name: text('name').notNull(),
		description: text('description').notNull().default(''),
		kind: text('kind').notNull(),
		taxClass: text('tax_class').notNull().default('standard'),
		unit: text('unit').notNull().default('piece'),
		active: boolean('active').notNull().default(true),
	},
	(table) => [check('product_kind', sql`${table.kind} in ('plan', 'option', 'service', 'equipment', 'fee')`)],
)

/** How often a product bills. */
export const plan = pgTable(
	'plan',
	{
		id: id(),
		productId: uuid('product_id')
			.notNull()
			.references(() => product.id),
		code: text('code').notNull().unique(),
		name: text('name').notNull(),
		intervalUnit: text('interval_unit').notNull(),
		intervalCount: integer('interval_count').notNull(),
		trialDays: integer('trial_days').notNull().default(0),
		active: boolean('active').notNull().default(true),
	},
	(table) => [
		check(
			'plan_interval',
			sql`${table.intervalUnit} in ('day', 'week', 'month', 'year') and ${table.intervalCount} > 0`,
		),
		check('plan_trial_days', sql`${table.trialDays} >= 0`),
	],
)

/** Price of one unit, from a day on; `planId` null for what is sold once. */
export const price = pgTable(
	'price',
	{
		id: id(),
		productId: uuid('product_id')
			.notNull()
			.references(() => product.id),
		planId: uuid('plan_id').references(() => plan.id),
		currency: char('currency', { length: 3 }).notNull(),
		unitPrice: decimal('unit_price').notNull(),
		validFrom: day('valid_from').notNull(),
	},
	(table) => [
		unique('price_once').on(table.productId, table.planId, table.currency, table.validFrom).nullsNotDistinct(),
		check('price_not_negative', sql`${table.unitPrice} >= 0`),
	],
)

/** Rate by place, class and date. `region` empty for the whole country; `validTo` the last day, null until another begins. */
export const taxRate = pgTable(
	'tax_rate',
	{
		id: id(),
		country: char('country', { length: 2 }).notNull(),
		region: text('region').notNull().default(''),
		taxClass: text('tax_class').notNull(),
		label: text('label').notNull(),
		percent: decimal('percent').notNull(),
		validFrom: day('valid_from').notNull(),
		validTo: day('valid_to'),
	},
	(table) => [
		check('tax_rate_days', sql`${table.validTo} >= ${table.validFrom}`),
		uniqueIndex('tax_rate_once').on(table.country, table.region, table.taxClass, table.validFrom),
		check('tax_rate_percent', sql`${table.percent} between 0 and 100`),
	],
)

/** What can be added to contracts that have a product or plan (neither: to any). */
export const productOption = pgTable(
	'product_option',
	{
		id: id(),
		productId: uuid('product_id')
			.notNull()
			.references(() => product.id),
		/** How it bills when added; null for what is sold once. */
		planId: uuid('plan_id').references(() => plan.id),
		forProductId: uuid('for_product_id').references(() => product.id),
		forPlanId: uuid('for_plan_id').references(() => plan.id),
		smallest: decimal('smallest'),
		largest: decimal('largest'),
		/** Staff can add the others. */
		customerVisible: boolean('customer_visible').notNull().default(true),
	},
	(table) => [
		unique('product_option_once')
			.on(table.productId, table.planId, table.forProductId, table.forPlanId)
			.nullsNotDistinct(),
		check('product_option_for_one', sql`${table.forProductId} is null or ${table.forPlanId} is null`),
		check(
			'product_option_quantity',
			sql`${table.smallest} >= 0 and ${table.largest} >= 0 and ${table.smallest} <= ${table.largest}`,
		),
	],
)
