import { sql } from 'drizzle-orm'
import { char, check, index, integer, numeric, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, minor } from './columns.ts'
import { customer } from './customer.ts'
import { followUp } from './follow-up.ts'
import { storedFile } from './message.ts'
import { staffGroup, staffUser } from './staff.ts'

/** Which debts go to whom; the first in order that fits. */
export const collectionRule = pgTable(
	'collection_rule',
	{
		id: id(),
		position: integer('position').notNull(),
		overdueFromDays: integer('overdue_from_days').notNull(),
		overdueThroughDays: integer('overdue_through_days'),
		currency: char('currency', { length: 3 }),
		leastMinor: minor('least_minor'),
		groupId: uuid('group_id').references(() => staffGroup.id),
		country: char('country', { length: 2 }),
		/** Null: whoever collects, in turn. */
		collectorId: uuid('collector_id').references(() => staffUser.id),
		addedBy: text('added_by').notNull(),
		addedAt: instant('added_at').notNull(),
		endedBy: text('ended_by'),
		endedAt: instant('ended_at'),
	},
	(table) => [
		check(
			'collection_rule_days',
			sql`${table.overdueFromDays} >= 1 and ${table.overdueThroughDays} >= ${table.overdueFromDays}`,
		),
		check(
			'collection_rule_amount',
			sql`${table.leastMinor} > 0 and (${table.leastMinor} is null or ${table.currency} is not null)`,
		),
		check('collection_rule_country', sql`${table.country} ~ '^[A-Z]{2}$'`),
		check('collection_rule_ended', sql`num_nonnulls(${table.endedBy}, ${table.endedAt}) in (0, 2)`),
	],
)

/** What a customer owes in a currency, while somebody is to get it in. */
export const collectionCase = pgTable(
	'collection_case',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		currency: char('currency', { length: 3 }).notNull(),
		openedBy: text('opened_by').notNull(),
		openedAt: instant('opened_at').notNull(),
		closedBy: text('closed_by'),
		closedAt: instant('closed_at'),
	},
	(table) => [
		uniqueIndex('collection_case_open').on(table.customerId, table.currency).where(sql`closed_at is null`),
		index('collection_case_by_customer').on(table.customerId, table.id),
		check('collection_case_closed', sql`num_nonnulls(${table.closedBy}, ${table.closedAt}) in (0, 2)`),
	],
)

/** That a collector had a case, from when to when. */
export const collectionDispatch = pgTable(
	'collection_dispatch',
	{
		id: id(),
		caseId: uuid('case_id')
			.notNull()
			.references(() => collectionCase.id),
		collectorId: uuid('collector_id')
			.notNull()
			.references(() => staffUser.id),
		/** Null: by hand. */
		ruleId: uuid('rule_id').references(() => collectionRule.id),
		note: text('note').notNull().default(''),
		dispatchedBy: text('dispatched_by').notNull(),
		dispatchedAt: instant('dispatched_at').notNull(),
		ended: text('ended'),
		endedNote: text('ended_note').notNull().default(''),
		endedBy: text('ended_by'),
		endedAt: instant('ended_at'),
	},
	(table) => [
		uniqueIndex('collection_dispatch_one').on(table.caseId).where(sql`ended is null`),
		index('collection_dispatch_by_case').on(table.caseId, table.id),
		index('collection_dispatch_by_collector').on(table.collectorId, table.id),
		check(
			'collection_dispatch_note',
			sql`char_length(${table.note}) <= 2000 and char_length(${table.endedNote}) <= 2000`,
		),
		check(
			'collection_dispatch_ended',
			sql`${table.ended} in ('handed_back', 'reassigned', 'closed') and num_nonnulls(${table.ended}, ${table.endedBy}, ${table.endedAt}) in (0, 3)`,
		),
		check('collection_dispatch_reason', sql`${table.ended} <> 'handed_back' or btrim(${table.endedNote}) <> ''`),
	],
)

/** What a collector wrote down: a follow-up, with what only a collector notes. */
export const collectionEntry = pgTable(
	'collection_entry',
	{
		followUpId: uuid('follow_up_id')
			.primaryKey()
			.references(() => followUp.id),
		caseId: uuid('case_id')
			.notNull()
			.references(() => collectionCase.id),
		kind: text('kind').notNull(),
		spokenTo: text('spoken_to').notNull().default(''),
		/** As the phone gave it, in degrees. */
		latitude: numeric('latitude', { precision: 8, scale: 6 }),
		longitude: numeric('longitude', { precision: 9, scale: 6 }),
		place: text('place').notNull().default(''),
	},
	(table) => [
		index('collection_entry_by_case').on(table.caseId, table.followUpId),
		check('collection_entry_kind', sql`${table.kind} in ('spoke', 'no_answer', 'visited', 'message_left', 'other')`),
		check('collection_entry_words', sql`char_length(${table.spokenTo}) <= 200 and char_length(${table.place}) <= 300`),
		check(
			'collection_entry_where',
			sql`num_nulls(${table.latitude}, ${table.longitude}) in (0, 2) and ${table.latitude} between -90 and 90 and ${table.longitude} between -180 and 180`,
		),
	],
)

/** A photo of an entry. */
export const collectionPhoto = pgTable(
	'collection_photo',
	{
		id: id(),
		followUpId: uuid('follow_up_id')
			.notNull()
			.references(() => collectionEntry.followUpId),
		fileName: text('file_name').notNull(),
		mediaType: text('media_type').notNull(),
		sizeBytes: integer('size_bytes').notNull(),
		sha256: text('sha256')
			.notNull()
			.references(() => storedFile.sha256),
	},
	(table) => [
		unique('collection_photo_once').on(table.followUpId, table.sha256),
		index('collection_photo_by_digest').on(table.sha256),
		check('collection_photo_name', sql`char_length(${table.fileName}) between 1 and 200`),
		check('collection_photo_size', sql`${table.sizeBytes} between 1 and 10485760`),
	],
)
