import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, instant, json, now } from './columns.ts'
import { event } from './event.ts'
import { staffUser } from './staff.ts'

/** What a program shows to be let in: only its hash is kept. It acts for one member of staff, within its scopes. */
export const apiKey = pgTable(
	'api_key',
	{
		id: id(),
		name: text('name').notNull(),
		tokenHash: bytes('token_hash').notNull().unique(),
		/** The last four characters, by which its owner knows it again. */
		hint: text('hint').notNull(),
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		scopes: text('scopes').array().notNull(),
		createdBy: text('created_by').notNull(),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at'),
		revokedAt: instant('revoked_at'),
		/** By the database's clock, to the minute. */
		usedAt: instant('used_at'),
	},
	(table) => [
		check('api_key_name', sql`char_length(btrim(${table.name})) between 1 and 80`),
		check('api_key_hash', sql`octet_length(${table.tokenHash}) = 32`),
		check('api_key_hint', sql`char_length(${table.hint}) = 4`),
		check(
			'api_key_scopes',
			sql`cardinality(${table.scopes}) > 0 and ${table.scopes} <@ array['customers:read', 'customers:write', 'contracts:read', 'contracts:write', 'contracts:amend', 'products:read', 'invoices:read', 'payments:write', 'journal:read', 'events:read']`,
		),
	],
)

/** A request of a program that was done, by the name the program gave it: repeated, it is answered from here. */
export const apiRequest = pgTable(
	'api_request',
	{
		apiKeyId: uuid('api_key_id')
			.notNull()
			.references(() => apiKey.id),
		name: text('name').notNull(),
		fingerprint: bytes('fingerprint').notNull(),
		answer: json<unknown>('answer').notNull(),
		askedAt: instant('asked_at').notNull().default(now),
	},
	(table) => [
		primaryKey({ columns: [table.apiKeyId, table.name] }),
		index('api_request_by_age').on(table.askedAt),
		check('api_request_name', sql`char_length(${table.name}) between 1 and 200`),
	],
)

/** Where another system hears of events. */
export const webhookEndpoint = pgTable(
	'webhook_endpoint',
	{
		id: id(),
		name: text('name').notNull(),
		url: text('url').notNull(),
		/** Sealed with the product's secret key. */
		secret: text('secret').notNull(),
		/** Kinds of events; empty: all that leave. */
		kinds: text('kinds').array().notNull().default([]),
		createdBy: text('created_by').notNull(),
		createdAt: instant('created_at').notNull(),
		/** Nothing is sent meanwhile; what happens then is not sent later. */
		pausedAt: instant('paused_at'),
		removedAt: instant('removed_at'),
	},
	(table) => [
		check('webhook_endpoint_name', sql`char_length(btrim(${table.name})) between 1 and 80`),
		check('webhook_endpoint_url', sql`${table.url} ~ '^https?://' and char_length(${table.url}) <= 500`),
	],
)

/** An event on its way to an endpoint: written by a trigger in the transaction that wrote the event. */
export const webhookDelivery = pgTable(
	'webhook_delivery',
	{
		id: id(),
		endpointId: uuid('endpoint_id')
			.notNull()
			.references(() => webhookEndpoint.id),
		eventId: uuid('event_id')
			.notNull()
			.references(() => event.id),
		attempts: integer('attempts').notNull().default(0),
		/** Not before then. By the database's clock, as all times here. */
		dueAt: instant('due_at').notNull().default(now),
		deliveredAt: instant('delivered_at'),
		gaveUpAt: instant('gave_up_at'),
		/** Of the last attempt. */
		status: integer('status'),
		lastError: text('last_error').notNull().default(''),
	},
	(table) => [
		unique('webhook_delivery_once').on(table.endpointId, table.eventId),
		index('webhook_delivery_waiting').on(table.dueAt).where(sql`delivered_at is null and gave_up_at is null`),
		index('webhook_delivery_by_event').on(table.eventId),
		check('webhook_delivery_over', sql`${table.deliveredAt} is null or ${table.gaveUpAt} is null`),
	],
)
