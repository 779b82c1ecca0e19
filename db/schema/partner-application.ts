import { sql } from 'drizzle-orm'
import { boolean, char, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from './columns.ts'
import { customer } from './customer.ts'
import { storedFile } from './message.ts'

/** Whether the page on which partners apply is open: one row. */
export const partnerPage = pgTable(
	'partner_page',
	{ id: boolean('id').primaryKey().default(true), open: boolean('open').notNull().default(true) },
	(table) => [check('partner_page_one_row', sql`${table.id}`)],
)

/** Who wants to become a partner, in their words. The letter's secret confirms it; only its hash is here. */
export const partnerApplication = pgTable(
	'partner_application',
	{
		id: id(),
		state: text('state').notNull().default('unconfirmed'),
		language: text('language').notNull(),
		companyName: text('company_name').notNull(),
		contactName: text('contact_name').notNull(),
		email: text('email').notNull(),
		phone: text('phone').notNull().default(''),
		website: text('website').notNull().default(''),
		country: char('country', { length: 2 }).notNull(),
		taxNumber: text('tax_number').notNull().default(''),
		/** What they want to do together. */
		wish: text('wish').notNull(),
		tokenHash: bytes('token_hash').notNull().unique(),
		appliedAt: instant('applied_at').notNull(),
		/** Unconfirmed, it is forgotten then. */
		expiresAt: instant('expires_at').notNull(),
		confirmedAt: instant('confirmed_at'),
		decidedAt: instant('decided_at'),
		decidedBy: text('decided_by'),
		customerId: uuid('customer_id').references(() => customer.id),
		/** Of the form that sent it: sent again it is the same one. */
		key: uuid('key').notNull().unique(),
	},
	(table) => [
		uniqueIndex('partner_application_waiting').on(sql`lower(${table.email})`).where(sql`state = 'waiting'`),
		index('partner_application_listed').on(table.id).where(sql`state <> 'unconfirmed'`),
		index('partner_application_expiring').on(table.expiresAt).where(sql`state = 'unconfirmed'`),
		uniqueIndex('partner_application_of_partner').on(table.customerId).where(sql`customer_id is not null`),
		check('partner_application_state', sql`${table.state} in ('unconfirmed', 'waiting', 'approved', 'rejected')`),
		check('partner_application_language', sql`${table.language} in ('en', 'ru', 'zh', 'vi')`),
		check(
			'partner_application_texts',
			sql`char_length(btrim(${table.companyName})) between 1 and 200 and char_length(btrim(${table.contactName})) between 1 and 200
				and char_length(${table.email}) between 3 and 254 and char_length(${table.phone}) <= 60 and char_length(${table.website}) <= 300
				and char_length(${table.taxNumber}) <= 60 and char_length(btrim(${table.wish})) between 1 and 4000`,
		),
		check('partner_application_country', sql`${table.country} ~ '^[A-Z]{2}$'`),
		check('partner_application_hash', sql`octet_length(${table.tokenHash}) = 32`),
		check('partner_application_confirmed', sql`(${table.state} = 'unconfirmed') = (${table.confirmedAt} is null)`),
		check(
			'partner_application_decided',
			sql`(${table.state} in ('approved', 'rejected')) = (${table.decidedAt} is not null) and (${table.decidedAt} is null) = (${table.decidedBy} is null)`,
		),
		check('partner_application_partner', sql`(${table.state} = 'approved') = (${table.customerId} is not null)`),
	],
)

/** A paper that came with it. */
export const partnerApplicationFile = pgTable(
	'partner_application_file',
	{
		id: id(),
		applicationId: uuid('application_id')
			.notNull()
			.references(() => partnerApplication.id, { onDelete: 'cascade' }),
		position: integer('position').notNull(),
		fileName: text('file_name').notNull(),
		mediaType: text('media_type').notNull(),
		sizeBytes: integer('size_bytes').notNull(),
		sha256: text('sha256')
			.notNull()
			.references(() => storedFile.sha256),
	},
	(table) => [
		unique('partner_application_file_position').on(table.applicationId, table.position),
		index('partner_application_file_by_file').on(table.sha256),
		check('partner_application_file_few', sql`${table.position} between 1 and 3`),
		check('partner_application_file_size', sql`${table.sizeBytes} between 1 and 10485760`),
	],
)
