import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant, now } from './columns.ts'
import { contact, customer } from './customer.ts'
import { staffUser } from './staff.ts'

/** Who can hold a session: a contact or a staff user, never both. */
export const account = pgTable(
	'account',
	{
		id: id(),
		contactId: uuid('contact_id')
			.unique()
			.references(() => contact.id),
		staffUserId: uuid('staff_user_id')
			.unique()
			.references(() => staffUser.id),
		createdAt: instant('created_at').notNull().default(now),
	},
	(table) => [check('account_of_one', sql`num_nonnulls(${table.contactId}, ${table.staffUserId}) = 1`)],
)

/** `id` is the SHA-256 of what the cookie holds, in hex: a stolen table opens nothing. */
export const session = pgTable(
	'session',
	{
		id: text('id').primaryKey(),
		accountId: uuid('account_id')
			.notNull()
			.references(() => account.id),
		expiresAt: instant('expires_at').notNull(),
		createdAt: instant('created_at').notNull().default(now),
		/** By this a person ends a session of theirs; it opens nothing. */
		key: uuid('key').notNull().unique().default(sql`uuidv7()`),
		browser: text('browser').notNull().default(''),
		address: text('address').notNull().default(''),
		seenAt: instant('seen_at').notNull().default(now),
	},
	(table) => [index('session_by_account').on(table.accountId)],
)

/** A one-time link and six digits sent by mail; only their hashes are here. */
export const signInRequest = pgTable(
	'sign_in_request',
	{
		id: id(),
		audience: text('audience').notNull(),
		email: text('email').notNull(),
		accountId: uuid('account_id').references(() => account.id),
		tokenHash: bytes('token_hash').notNull().unique(),
		codeHash: bytes('code_hash').notNull(),
		attempts: integer('attempts').notNull().default(0),
		requestedAt: instant('requested_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		usedAt: instant('used_at'),
	},
	(table) => [
		index('sign_in_request_by_email').on(table.email, table.requestedAt),
		check('sign_in_request_audience', sql`${table.audience} in ('customer', 'staff')`),
		check('sign_in_request_attempts', sql`${table.attempts} between 0 and 5`),
	],
)

/** Opens one subject without an account. The token has 256 bits and only its SHA-256 is kept. */
export const secureLink = pgTable(
	'secure_link',
	{
		id: id(),
		tokenHash: bytes('token_hash').notNull().unique(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contactId: uuid('contact_id').references(() => contact.id),
		subjectKind: text('subject_kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		scope: text('scope').notNull(),
		createdBy: text('created_by').notNull(),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		revokedAt: instant('revoked_at'),
	},
	(table) => [
		index('secure_link_by_subject').on(table.subjectKind, table.subjectId),
		index('secure_link_by_customer').on(table.customerId),
		index('secure_link_by_contact').on(table.contactId).where(sql`contact_id is not null`),
		check('secure_link_subject', sql`${table.subjectKind} in ('customer', 'contract', 'invoice', 'quote')`),
		check('secure_link_scope', sql`${table.scope} in ('view', 'pay', 'manage')`),
		check('secure_link_hash', sql`octet_length(${table.tokenHash}) = 32`),
		check('secure_link_life', sql`${table.expiresAt} > ${table.createdAt}`),
	],
)

/** Every use of a secure link, refused ones too. */
export const secureLinkUse = pgTable(
	'secure_link_use',
	{
		id: id(),
		linkId: uuid('link_id')
			.notNull()
			.references(() => secureLink.id),
		usedAt: instant('used_at').notNull(),
		address: text('address').notNull(),
		browser: text('browser').notNull().default(''),
		outcome: text('outcome').notNull(),
	},
	(table) => [
		index('secure_link_use_by_link').on(table.linkId, table.usedAt),
		check('secure_link_use_outcome', sql`${table.outcome} in ('opened', 'expired', 'revoked')`),
	],
)

/** A code mailed to the holder of an older link before a sensitive act; it confirms the browser that asked. */
export const linkConfirmation = pgTable(
	'link_confirmation',
	{
		id: id(),
		linkId: uuid('link_id')
			.notNull()
			.references(() => secureLink.id),
		/** SHA-256 of what the browser that asked keeps; the code counts only together with it. */
		handleHash: bytes('handle_hash').notNull().unique(),
		codeHash: bytes('code_hash').notNull(),
		email: text('email').notNull(),
		attempts: integer('attempts').notNull().default(0),
		requestedAt: instant('requested_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		confirmedAt: instant('confirmed_at'),
	},
	(table) => [
		index('link_confirmation_by_link').on(table.linkId),
		check(
			'link_confirmation_hashes',
			sql`octet_length(${table.handleHash}) = 32 and octet_length(${table.codeHash}) = 32`,
		),
		check('link_confirmation_attempts', sql`${table.attempts} between 0 and 5`),
		check(
			'link_confirmation_life',
			sql`${table.expiresAt} > ${table.requestedAt} and (${table.confirmedAt} is null or ${table.confirmedAt} <= ${table.expiresAt})`,
		),
	],
)

/** A new mail address of a contact; it counts once somebody who reads it has said the code. */
export const emailChange = pgTable(
	'email_change',
	{
		id: id(),
		contactId: uuid('contact_id')
			.notNull()
			.references(() => contact.id),
		email: text('email').notNull(),
		/** SHA-256 of what the browser that asked keeps; the code counts only together with it. */
		handleHash: bytes('handle_hash').notNull().unique(),
		codeHash: bytes('code_hash').notNull(),
		attempts: integer('attempts').notNull().default(0),
		requestedAt: instant('requested_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		confirmedAt: instant('confirmed_at'),
	},
	(table) => [
		index('email_change_by_contact').on(table.contactId),
		check('email_change_hashes', sql`octet_length(${table.handleHash}) = 32 and octet_length(${table.codeHash}) = 32`),
		check('email_change_attempts', sql`${table.attempts} between 0 and 5`),
		check(
			'email_change_life',
			sql`${table.expiresAt} > ${table.requestedAt} and (${table.confirmedAt} is null or ${table.confirmedAt} <= ${table.expiresAt})`,
		),
	],
)
