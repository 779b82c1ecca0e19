import { sql } from 'drizzle-orm'
import {
	boolean,
	char,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { bytes, day, id, instant, json, now } from './columns.ts'
import { billingParty } from './company.ts'
import { priceList } from './product.ts'
import { staffGroup, staffUser } from './staff.ts'

/** The party on the other side of contracts: who buys, or by its role who is paid. */
export const customer = pgTable(
	'customer',
	{
		id: id(),
		number: text('number').notNull().unique(),
		name: text('name').notNull(),
		/** What they are to the company. Suppliers and partners are paid; they stay on that side. */
		role: text('role').notNull().default('customer'),
		language: text('language').notNull().default('en'),
		currency: char('currency', { length: 3 }).notNull(),
		email: text('email').notNull().default(''),
		industry: text('industry').notNull().default(''),
		billingPartyId: uuid('billing_party_id')
			.notNull()
			.references(() => billingParty.id),
		/** As whom they are taxed until staff have checked what their people say; null: what stands on invoices is checked. */
		taxedAsId: uuid('taxed_as_id').references(() => billingParty.id),
		groupId: uuid('group_id').references(() => staffGroup.id),
		ownerId: uuid('owner_id').references(() => staffUser.id),
		paymentTermDays: integer('payment_term_days'),
		/** The card processor's own customer, made when a card is first used. */
		processorCustomerId: text('processor_customer_id').unique(),
		/** Where an imported row came from: a source's name and its key there. */
		importSource: text('import_source'),
		importKey: text('import_key'),
		/** What the last import said of each field, as digests. */
		importDigest: text('import_digest'),
		/** Columns of an import that have no field of their own. */
		attributes: json<Record<string, string>>('attributes').notNull().default({}),
		searchText: text('search_text')
			.notNull()
			.generatedAlwaysAs(sql`plain_text(number || ' ' || name || ' ' || email || ' ' || coalesce(import_key, ''))`),
		version: integer('version').notNull().default(1),
		createdAt: instant('created_at').notNull().default(now),
		updatedAt: instant('updated_at').notNull().default(now),
	},
	(table) => [
		uniqueIndex('customer_import').on(table.importSource, table.importKey),
		index('customer_search').using('gin', table.searchText.op('gin_trgm_ops')),
		index('customer_by_name').on(sql`${table.name} collate people`, table.id),
		index('customer_by_group').on(table.groupId),
		index('customer_to_check').on(table.id).where(sql`taxed_as_id is not null`),
		check('customer_language', sql`${table.language} in ('en', 'ru', 'zh', 'vi')`),
		check('customer_import_pair', sql`(${table.importSource} is null) = (${table.importKey} is null)`),
		check('customer_name', sql`btrim(${table.name}) <> ''`),
		check('customer_role', sql`${table.role} in ('customer', 'supplier', 'partner')`),
		index('customer_supplies').on(table.id).where(sql`role <> 'customer'`),
	],
)

/**
 * Why a customer pays no tax from a day on. Country, region and class empty: whichever it is. Only its last day can still
 * be set, and that it is taken back.
 */
export const taxExemption = pgTable(
	'tax_exemption',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		certificate: text('certificate').notNull(),
		country: text('country').notNull().default(''),
		region: text('region').notNull().default(''),
		taxClass: text('tax_class').notNull().default(''),
		validFrom: day('valid_from').notNull(),
		validTo: day('valid_to'),
		recordedBy: text('recorded_by').notNull(),
		recordedAt: instant('recorded_at').notNull(),
		takenBackAt: instant('taken_back_at'),
	},
	(table) => [
		index('tax_exemption_of_customer').on(table.customerId),
		check('tax_exemption_certificate', sql`btrim(${table.certificate}) <> ''`),
		check('tax_exemption_country', sql`${table.country} = '' or ${table.country} ~ '^[A-Z]{2}$'`),
		check('tax_exemption_days', sql`${table.validTo} >= ${table.validFrom}`),
		check('tax_exemption_region', sql`${table.region} = '' or ${table.country} <> ''`),
	],
)

/** Whom a price list is for that is not everybody's: a customer, or the customers of a group. */
export const priceListFor = pgTable(
	'price_list_for',
	{
		id: id(),
		priceListId: uuid('price_list_id')
			.notNull()
			.references(() => priceList.id),
		customerId: uuid('customer_id').references(() => customer.id, { onDelete: 'cascade' }),
		groupId: uuid('group_id').references(() => staffGroup.id),
	},
	(table) => [
		unique('price_list_for_once').on(table.priceListId, table.customerId, table.groupId).nullsNotDistinct(),
		index('price_list_for_customer').on(table.customerId).where(sql`customer_id is not null`),
		check('price_list_for_one', sql`num_nonnulls(${table.customerId}, ${table.groupId}) = 1`),
	],
)

/** A person of one or several customers. */
export const contact = pgTable(
	'contact',
	{
		id: id(),
		name: text('name').notNull(),
		email: text('email').notNull(),
		phone: text('phone').notNull().default(''),
		language: text('language').notNull().default('en'),
		/** Whose days, numbers and amounts they have chosen to read; null: those of the customer's country. */
		formatsCountry: text('formats_country'),
		createdAt: instant('created_at').notNull().default(now),
		searchText: text('search_text').notNull().generatedAlwaysAs(sql`plain_text(name || ' ' || email || ' ' || phone)`),
	},
	(table) => [
		index('contact_search').using('gin', table.searchText.op('gin_trgm_ops')),
		uniqueIndex('contact_email').on(sql`lower(${table.email})`),
		check('contact_language', sql`${table.language} in ('en', 'ru', 'zh', 'vi')`),
		check('contact_formats_country', sql`${table.formatsCountry} ~ '^[A-Z]{2}$'`),
	],
)

export const customerContact = pgTable(
	'customer_contact',
	{
		/** Of the row: a list of people is read on from it. */
		id: uuid('id').notNull().default(sql`uuidv7()`),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contactId: uuid('contact_id')
			.notNull()
			.references(() => contact.id),
		/** Receives invoices and payment letters. */
		billing: boolean('billing').notNull().default(true),
		/** Wants to be reminded of what falls due and of days to decide by. */
		reminders: boolean('reminders').notNull().default(true),
		/** Wants answers in a conversation by mail too. */
		conversation: boolean('conversation').notNull().default(true),
		/** May be asked how things went. */
		ratings: boolean('ratings').notNull().default(true),
		/** Stands good for what the customer owes. */
		guarantor: boolean('guarantor').notNull().default(false),
		/** What the customer's people call somebody whom they added and who was known already, elsewhere. */
		addedAs: text('added_as'),
	},
	(table) => [
		primaryKey({ columns: [table.customerId, table.contactId] }),
		check('customer_contact_added_as', sql`char_length(${table.addedAs}) between 1 and 200`),
		uniqueIndex('customer_contact_id').on(table.id),
		index('customer_contact_by_contact').on(table.contactId),
	],
)

/** An address to come; on its day it becomes the customer's own. */
export const addressChange = pgTable(
	'address_change',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		billingPartyId: uuid('billing_party_id')
			.notNull()
			.references(() => billingParty.id),
		effectiveOn: day('effective_on').notNull(),
		requestedBy: text('requested_by').notNull(),
		requestedAt: instant('requested_at').notNull(),
		appliedAt: instant('applied_at'),
		withdrawnAt: instant('withdrawn_at'),
		/** Staff have checked its country and tax number before its day. */
		checkedAt: instant('checked_at'),
	},
	(table) => [
		uniqueIndex('address_change_waiting').on(table.customerId).where(sql`applied_at is null and withdrawn_at is null`),
		index('address_change_due').on(table.effectiveOn).where(sql`applied_at is null and withdrawn_at is null`),
		index('address_change_by_customer').on(table.customerId, table.id),
		check('address_change_one_end', sql`${table.appliedAt} is null or ${table.withdrawnAt} is null`),
	],
)

/** A calendar reads a contact's billing days without signing in; only the hash of its secret is here. */
export const calendarFeed = pgTable(
	'calendar_feed',
	{
		id: id(),
		contactId: uuid('contact_id')
			.notNull()
			.references(() => contact.id),
		tokenHash: bytes('token_hash').notNull().unique(),
		createdAt: instant('created_at').notNull(),
		readAt: instant('read_at'),
		revokedAt: instant('revoked_at'),
	},
	(table) => [
		uniqueIndex('calendar_feed_of_contact').on(table.contactId).where(sql`revoked_at is null`),
		check('calendar_feed_hash', sql`octet_length(${table.tokenHash}) = 32`),
	],
)
