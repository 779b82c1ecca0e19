import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant, json } from './columns.ts'

/** An effect on the outside, queued in the transaction that wants it; `key` makes it leave once. */
export const outbox = pgTable(
	'outbox',
	{
		id: id(),
		kind: text('kind').notNull(),
		key: text('key').notNull().unique(),
		payload: json<unknown>('payload').notNull(),
		queuedAt: instant('queued_at').notNull(),
		/** Until then one worker delivers it. By the database's clock, not the company's. */
		leasedUntil: instant('leased_until'),
		attempts: integer('attempts').notNull().default(0),
		deliveredAt: instant('delivered_at'),
		gaveUpAt: instant('gave_up_at'),
		lastError: text('last_error').notNull().default(''),
	},
	(table) => [
		index('outbox_waiting').on(table.queuedAt).where(sql`delivered_at is null and gave_up_at is null`),
		check(
			'outbox_kind',
			sql`${table.kind} in ('mail', 'card_charge', 'card_refund', 'card_detach', 'chat', 'chat_card', 'approval_card', 'alert', 'chat_picture', 'mention', 'telematics', 'chat_home')`,
		),
		check(
			'outbox_secrets_sealed',
			sql`not ${table.payload} ? 'secrets' or jsonb_typeof(${table.payload} -> 'secrets') = 'string'`,
		),
	],
)

/** What a provider told us, stored once by its id before anything is done about it. */
export const inbox = pgTable(
	'inbox',
	{
		provider: text('provider').notNull(),
		messageId: text('message_id').notNull(),
		kind: text('kind').notNull(),
		payload: json<unknown>('payload').notNull(),
		receivedAt: instant('received_at').notNull(),
		processedAt: instant('processed_at'),
		attempts: integer('attempts').notNull().default(0),
		lastError: text('last_error').notNull().default(''),
	},
	(table) => [
		primaryKey({ columns: [table.provider, table.messageId] }),
		index('inbox_waiting').on(table.receivedAt).where(sql`processed_at is null`),
	],
)
