import { sql } from 'drizzle-orm'
import { boolean, char, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, json, now } from './columns.ts'
import { billingParty } from './company.ts'
import { staffGroup, staffUser } from './staff.ts'

/** The party that buys. */
export const customer = pgTable(
	'customer',
	{
		id: id(),
		number: text('number').notNull().unique(),
		name: text('name').notNull(),
		language: text('language').notNull().default('en'),
		currency: char('currency', { length: 3 }).notNull(),
		email: text('email').notNull().default(''),
		industry: text('industry').notNull().default(''),
		billingPartyId: uuid('billing_party_id')
			.notNull()
			.references(() => billingParty.id),
		groupId: uuid('group_id').references(() => staffGroup.id),
		ownerId: uuid('owner_id').references(() => staffUser.id),
		paymentTermDays: integer('payment_term_days'),
		taxExemption: text('tax_exemption').notNull().default(''),
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
			.generatedAlwaysAs(sql`lower(number || ' ' || name || ' ' || email || ' ' || coalesce(import_key, ''))`),
		version: integer('version').notNull().default(1),
		createdAt: instant('created_at').notNull().default(now),
		updatedAt: instant('updated_at').notNull().default(now),
	},
	(table) => [
		uniqueIndex('customer_import').on(table.importSource, table.importKey),
		index('customer_search').using('gin', table.searchText.op('gin_trgm_ops')),
		index('customer_by_name').on(table.name, table.id),
		index('customer_by_group').on(table.groupId),
		check('customer_language', sql`${table.language} in ('en', 'ru', 'zh', 'vi')`),
		check('customer_import_pair', sql`(${table.importSource} is null) = (${table.importKey} is null)`),
		check('customer_name', sql`btrim(${table.name}) <> ''`),
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
		createdAt: instant('created_at').notNull().default(now),
	},
	(table) => [
		uniqueIndex('contact_email').on(sql`lower(${table.email})`),
		check('contact_language', sql`${table.language} in ('en', 'ru', 'zh', 'vi')`),
	],
)

export const customerContact = pgTable(
	'customer_contact',
	{
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contactId: uuid('contact_id')
			.notNull()
			.references(() => contact.id),
		/** Receives invoices and payment letters. */
		billing: boolean('billing').notNull().default(true),
	},
	(table) => [
		primaryKey({ columns: [table.customerId, table.contactId] }),
		index('customer_contact_by_contact').on(table.contactId),
	],
)
