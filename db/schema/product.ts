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
import { day, decimal, id, instant, json } from './columns.ts'
import { unit } from './unit.ts'

type Said = Partial<Record<'en' | 'ru' | 'zh' | 'vi', string>>

/** What is sold. */
export const product = pgTable(
	'product',
	{
		id: id(),
		code: text('code').notNull().unique(),
		name: text('name').notNull(),
		description: text('description').notNull().default(''),
		/** By language, where it is called and described otherwise. */
		names: json<Said>('names').notNull().default(sql`'{}'`),
		descriptions: json<Said>('descriptions').notNull().default(sql`'{}'`),
		kind: text('kind').notNull(),
		taxClass: text('tax_class').notNull().default('standard'),
		/** What it is counted in, and its catalogue's price is of. */
		unit: text('unit')
			.notNull()
			.default('piece')
			.references(() => unit.name),
		/** Whether it is sold in parts of it; null: as the unit is. */
		divisible: boolean('divisible'),
		active: boolean('active').notNull().default(true),
	},
	(table) => [
		check('product_kind', sql`${table.kind} in ('plan', 'option', 'service', 'equipment', 'fee')`),
		check('product_names', sql`said_by_language(${table.names})`),
		check('product_descriptions', sql`said_by_language(${table.descriptions})`),
	],
)

/** What a product is sold in: its own unit, and others of the same dimension. */
export const productUnit = pgTable(
	'product_unit',
	{
		productId: uuid('product_id')
			.notNull()
			.references(() => product.id, { onDelete: 'cascade' }),
		unit: text('unit').notNull(),
		dimension: text('dimension').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.productId, table.unit] }),
		foreignKey({
			name: 'product_unit_dimension',
			columns: [table.unit, table.dimension],
			foreignColumns: [unit.name, unit.dimension],
		}),
		index('product_unit_by_unit').on(table.unit),
	],
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
		/** By language, where it is called otherwise. */
		names: json<Said>('names').notNull().default(sql`'{}'`),
		intervalUnit: text('interval_unit').notNull(),
		intervalCount: integer('interval_count').notNull(),
		trialDays: integer('trial_days').notNull().default(0),
		active: boolean('active').notNull().default(true),
	},
	(table) => [
		unique('plan_of_product').on(table.id, table.productId),
		check(
			'plan_interval',
			sql`${table.intervalUnit} in ('day', 'week', 'month', 'year') and ${table.intervalCount} > 0`,
		),
		check('plan_trial_days', sql`${table.trialDays} >= 0`),
		check('plan_names', sql`said_by_language(${table.names})`),
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

/** Prices of one currency for a time, for some customers or for everybody. */
export const priceList = pgTable(
	'price_list',
	{
		id: id(),
		name: text('name').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		everybody: boolean('everybody').notNull(),
		validFrom: day('valid_from').notNull(),
		validTo: day('valid_to'),
		createdAt: instant('created_at').notNull(),
	},
	(table) => [
		uniqueIndex('price_list_named').on(sql`lower(${table.name})`),
		check('price_list_name', sql`btrim(${table.name}) <> ''`),
		check('price_list_days', sql`${table.validTo} >= ${table.validFrom}`),
	],
)

/** A price of one unit, or per cent off the catalogue's, from a quantity on. */
export const priceListItem = pgTable(
	'price_list_item',
	{
		id: id(),
		priceListId: uuid('price_list_id')
			.notNull()
			.references(() => priceList.id),
		productId: uuid('product_id').references(() => product.id),
		planId: uuid('plan_id'),
		/** What the quantity and the price are of; null: the product's own. */
		unit: text('unit'),
		fromQuantity: decimal('from_quantity').notNull().default('0'),
		unitPrice: decimal('unit_price'),
		percentOff: decimal('percent_off'),
	},
	(table) => [
		foreignKey({
			name: 'price_list_item_plan',
			columns: [table.planId, table.productId],
			foreignColumns: [plan.id, plan.productId],
		}),
		check('price_list_item_plan_product', sql`${table.planId} is null or ${table.productId} is not null`),
		check('price_list_item_one', sql`num_nonnulls(${table.unitPrice}, ${table.percentOff}) = 1`),
		check(
			'price_list_item_price',
			sql`${table.unitPrice} >= 0 and ${table.productId} is not null or ${table.unitPrice} is null`,
		),
		check('price_list_item_percent', sql`${table.percentOff} between -1000 and 100 and ${table.percentOff} <> 0`),
		check('price_list_item_quantity', sql`${table.fromQuantity} >= 0`),
		unique('price_list_item_once')
			.on(table.priceListId, table.productId, table.planId, table.unit, table.fromQuantity)
			.nullsNotDistinct(),
		foreignKey({
			name: 'price_list_item_unit',
			columns: [table.productId, table.unit],
			foreignColumns: [productUnit.productId, productUnit.unit],
		}),
		check('price_list_item_unit_of', sql`${table.unit} is null or ${table.productId} is not null`),
		index('price_list_item_by_unit').on(table.unit).where(sql`unit is not null`),
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
		/** Prices of the class include the tax: the same of all its rates. */
		included: boolean('included').notNull().default(false),
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
