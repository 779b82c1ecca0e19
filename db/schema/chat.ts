import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant, json } from './columns.ts'
import { staffGroup, staffUser } from './staff.ts'

/** A chat account that speaks for a member of staff. */
export const chatAccount = pgTable(
	'chat_account',
	{
		id: id(),
		channel: text('channel').notNull(),
		/** Slack's workspace; empty in Telegram. */
		team: text('team').notNull(),
		account: text('account').notNull(),
		name: text('name').notNull(),
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		linkedAt: instant('linked_at').notNull(),
		unlinkedAt: instant('unlinked_at'),
	},
	(table) => [
		uniqueIndex('chat_account_in_use').on(table.channel, table.team, table.account).where(sql`unlinked_at is null`),
		index('chat_account_by_user').on(table.userId).where(sql`unlinked_at is null`),
		check('chat_account_channel', sql`${table.channel} in ('slack', 'telegram')`),
		check('chat_account_team', sql`(${table.channel} = 'slack') = (${table.team} <> '')`),
		check('chat_account_account', sql`char_length(${table.account}) between 1 and 100`),
		check('chat_account_order', sql`${table.unlinkedAt} >= ${table.linkedAt}`),
	],
)

/** What proves that whoever writes in a chat has signed in to the console. */
export const chatCode = pgTable(
	'chat_code',
	{
		codeHash: bytes('code_hash').primaryKey(),
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		usedAt: instant('used_at'),
	},
	(table) => [
		index('chat_code_by_user').on(table.userId),
		check('chat_code_hash', sql`octet_length(${table.codeHash}) = 32`),
		check(
			'chat_code_short',
			sql`${table.expiresAt} > ${table.createdAt} and ${table.expiresAt} <= ${table.createdAt} + interval '10 minutes'`,
		),
		check('chat_code_used', sql`${table.usedAt} <= ${table.expiresAt}`),
	],
)

/** A button: what pressing it does. */
export const chatChoice = pgTable(
	'chat_choice',
	{
		id: id(),
		/** Who may press it; null: whoever may do what it does. */
		userId: uuid('user_id').references(() => staffUser.id),
		command: text('command').notNull(),
		input: json<Record<string, unknown>>('input').notNull(),
		acts: boolean('acts').notNull(),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		usedAt: instant('used_at'),
		usedBy: uuid('used_by').references(() => staffUser.id),
	},
	(table) => [
		index('chat_choice_over').on(table.expiresAt),
		index('chat_choice_by_user').on(table.userId).where(sql`user_id is not null`),
		check('chat_choice_order', sql`${table.expiresAt} > ${table.createdAt}`),
		check(
			'chat_choice_used',
			sql`(${table.usedAt} is null) = (${table.usedBy} is null) and (${table.usedAt} is null or ${table.acts})`,
		),
		check(
			'chat_choice_by_its_user',
			sql`${table.userId} is null or ${table.usedBy} is null or ${table.usedBy} = ${table.userId}`,
		),
	],
)

/** A message that we sent and may have to change. */
export const chatMessage = pgTable(
	'chat_message',
	{
		id: id(),
		channel: text('channel').notNull(),
		place: text('place').notNull(),
		message: text('message').notNull(),
		subjectKind: text('subject_kind').notNull(),
		subjectId: uuid('subject_id').notNull(),
		/** Which state of the subject it shows. */
		revision: text('revision').notNull(),
		/** Whose private chat it stands in; null: a group's. */
		accountId: uuid('account_id').references(() => chatAccount.id),
		/** Who has opened it where others read along. */
		openedBy: uuid('opened_by').references(() => chatAccount.id),
		sentAt: instant('sent_at').notNull(),
		/** Who changes it now, by the effect, and until when that is believed. */
		changedBy: text('changed_by'),
		changedUntil: instant('changed_until'),
	},
	(table) => [
		check('chat_message_changing', sql`(${table.changedBy} is null) = (${table.changedUntil} is null)`),
		unique('chat_message_place').on(table.channel, table.place, table.message),
		index('chat_message_by_opener').on(table.openedBy).where(sql`opened_by is not null`),
		check(
			'chat_message_opened',
			sql`${table.openedBy} is null or (${table.accountId} is null and ${table.subjectKind} = 'approval_request')`,
		),
		check(
			'chat_message_home',
			sql`${table.subjectKind} <> 'home' or (${table.channel} = 'slack' and ${table.message} = 'home' and ${table.accountId} is not null and ${table.subjectId} = ${table.accountId})`,
		),
		index('chat_message_by_account').on(table.accountId).where(sql`account_id is not null`),
		index('chat_message_by_subject').on(table.subjectId, table.subjectKind),
		uniqueIndex('chat_message_thread')
			.on(table.channel, table.place, table.subjectId)
			.where(sql`subject_kind = 'contract'`),
		check('chat_message_channel', sql`${table.channel} in ('slack', 'telegram')`),
		check('chat_message_subject', sql`${table.subjectKind} in ('approval_request', 'contract', 'home')`),
	],
)

/** A group of people in a chat that hears of something. */
export const chatPlace = pgTable(
	'chat_place',
	{
		channel: text('channel').notNull(),
		team: text('team').notNull(),
		place: text('place').notNull(),
		name: text('name').notNull(),
		hears: text('hears').notNull(),
		groupId: uuid('group_id').references(() => staffGroup.id),
		addedBy: uuid('added_by')
			.notNull()
			.references(() => staffUser.id),
		addedAt: instant('added_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.channel, table.place, table.hears] }),
		index('chat_place_by_group').on(table.groupId).where(sql`group_id is not null`),
		check('chat_place_channel', sql`${table.channel} in ('slack', 'telegram')`),
		check('chat_place_hears', sql`${table.hears} in ('approvals', 'alerts')`),
	],
)
