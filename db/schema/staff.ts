import { sql } from 'drizzle-orm'
import {
	type AnyPgColumn,
	boolean,
	check,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, now } from './columns.ts'

export const staffGroup = pgTable('staff_group', { id: id(), name: text('name').notNull().unique() })

export const staffUser = pgTable(
	'staff_user',
	{
		id: id(),
		email: text('email').notNull(),
		name: text('name').notNull(),
		role: text('role').notNull(),
		language: text('language').notNull().default('en'),
		/** Asked where a workflow names the superior of whoever looks after a contract. */
		superiorId: uuid('superior_id').references((): AnyPgColumn => staffUser.id),
		leftAt: instant('left_at'),
		createdAt: instant('created_at').notNull().default(now),
	},
	(table) => [
		index('staff_user_by_superior').on(table.superiorId).where(sql`superior_id is not null`),
		check('staff_user_superior', sql`${table.superiorId} <> ${table.id}`),
		uniqueIndex('staff_user_email').on(sql`lower(${table.email})`),
		check(
			'staff_user_role',
			sql`${table.role} in ('administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor')`,
		),
		check('staff_user_language', sql`${table.language} in ('en', 'ru', 'zh', 'vi')`),
	],
)

export const staffGroupMember = pgTable(
	'staff_group_member',
	{
		groupId: uuid('group_id')
			.notNull()
			.references(() => staffGroup.id),
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		lead: boolean('lead').notNull().default(false),
	},
	(table) => [primaryKey({ columns: [table.groupId, table.userId] })],
)
