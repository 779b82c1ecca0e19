import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { account } from './sign-in.ts'

/** What an account may be opened with besides a letter; there is none until somebody sets it. */
export const password = pgTable(
	'password',
	{
		accountId: uuid('account_id')
			.primaryKey()
			.references(() => account.id),
		/** argon2id, in the usual text form. */
		hash: text('hash').notNull(),
		setAt: instant('set_at').notNull(),
		wrong: integer('wrong').notNull().default(0),
	},
	(table) => [
		check(
			'password_hashed',
			sql`${table.hash} ~ '^\$argon2id\$v=19\$m=\d{4,7},t=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{22,}\$[A-Za-z0-9+/]{43,}$'`,
		),
		check('password_wrong', sql`${table.wrong} between 0 and 100`),
	],
)
