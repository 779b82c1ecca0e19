import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from './columns.ts'
import { staffUser } from './staff.ts'

/** A key that a member of staff keeps on a device or in a password safe. */
export const passkey = pgTable(
	'passkey',
	{
		id: id(),
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		/** As the authenticator names it, base64url. */
		credentialId: text('credential_id').notNull().unique(),
		publicKey: bytes('public_key').notNull(),
		counter: bigint('counter', { mode: 'bigint' }).notNull(),
		transports: text('transports').array().notNull(),
		name: text('name').notNull(),
		createdAt: instant('created_at').notNull(),
		lastUsedAt: instant('last_used_at'),
	},
	(table) => [
		index('passkey_by_user').on(table.userId),
		check('passkey_name', sql`char_length(${table.name}) between 1 and 60`),
		check('passkey_counter', sql`${table.counter} >= 0`),
		check('passkey_order', sql`${table.lastUsedAt} >= ${table.createdAt}`),
	],
)

/** What an authenticator is asked to sign, once. */
export const passkeyChallenge = pgTable(
	'passkey_challenge',
	{
		challenge: text('challenge').primaryKey(),
		purpose: text('purpose').notNull(),
		/** Nobody yet, where the passkey itself says who it is. */
		userId: uuid('user_id').references(() => staffUser.id),
		expiresAt: instant('expires_at').notNull(),
	},
	(table) => [
		index('passkey_challenge_by_user').on(table.userId).where(sql`user_id is not null`),
		index('passkey_challenge_by_end').on(table.expiresAt),
		check('passkey_challenge_purpose', sql`${table.purpose} in ('add', 'pass', 'enter')`),
		check('passkey_challenge_whose', sql`(${table.purpose} = 'enter') = (${table.userId} is null)`),
	],
)
