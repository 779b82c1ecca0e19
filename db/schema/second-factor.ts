import { sql } from 'drizzle-orm'
import { bigint, check, customType, integer, pgTable, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'
import { staffUser } from './staff.ts'

const manyBytes = customType<{ data: Uint8Array[]; driverData: Uint8Array[] }>({ dataType: () => 'bytea[]' })

/** What a member of staff has besides their mailbox: an app that makes codes. */
export const secondFactor = pgTable(
	'second_factor',
	{
		userId: uuid('user_id')
			.primaryKey()
			.references(() => staffUser.id),
		/** What the codes are made from, encrypted with a key that is not in the database. */
		secret: bytes('secret').notNull(),
		createdAt: instant('created_at').notNull(),
		/** Until then it is asked of nobody. */
		confirmedAt: instant('confirmed_at'),
		/** The last half-minute whose code was used. */
		lastStep: bigint('last_step', { mode: 'bigint' }).notNull().default(sql`0`),
		wrong: integer('wrong').notNull().default(0),
		closedUntil: instant('closed_until'),
		recoveryHashes: manyBytes('recovery_hashes').notNull().default(sql`'{}'`),
	},
	(table) => [
		check('second_factor_sealed', sql`octet_length(${table.secret}) between 44 and 96`),
		check('second_factor_wrong', sql`${table.wrong} >= 0`),
		check('second_factor_recovery', sql`cardinality(${table.recoveryHashes}) <= 10`),
		check('second_factor_order', sql`${table.confirmedAt} >= ${table.createdAt}`),
	],
)
