import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { contract } from './contract.ts'
import { staffUser } from './staff.ts'

/** What colleagues say among themselves about a contract. Never changed, and never a customer's to see. */
export const contractRemark = pgTable(
	'contract_remark',
	{
		id: id(),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		authorId: uuid('author_id')
			.notNull()
			.references(() => staffUser.id),
		/** As it stood when it was written. */
		authorName: text('author_name').notNull(),
		text: text('text').notNull(),
		createdAt: instant('created_at').notNull(),
		/** Made once for what a person wrote: the same one is one remark. */
		key: uuid('key').notNull().unique(),
	},
	(table) => [
		index('contract_remark_by_contract').on(table.contractId, table.id),
		check('contract_remark_text', sql`btrim(${table.text}) <> '' and char_length(${table.text}) <= 5000`),
	],
)

/** A colleague who was named in a remark, and when they saw it. */
export const contractRemarkMention = pgTable(
	'contract_remark_mention',
	{
		remarkId: uuid('remark_id')
			.notNull()
			.references(() => contractRemark.id),
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		seenAt: instant('seen_at'),
	},
	(table) => [
		primaryKey({ columns: [table.remarkId, table.userId] }),
		index('contract_remark_mention_unseen').on(table.userId, table.remarkId).where(sql`seen_at is null`),
	],
)
