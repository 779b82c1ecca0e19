import { sql } from 'drizzle-orm'
import { char, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant, json, minor } from './columns.ts'
import { contract } from './contract.ts'
import { customer } from './customer.ts'

/** Something that waits for a person to decide, and what they said. What was asked is never changed. */
export const approvalRequest = pgTable(
	'approval_request',
	{
		id: id(),
		subjectKind: text('subject_kind').notNull(),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		/** What is to be done, as the verb that will do it takes it. */
		change: json<unknown>('change').notNull(),
		askedOn: day('asked_on').notNull(),
		/** SHA-256 over the money and terms that were shown, in hex. */
		fingerprint: text('fingerprint').notNull(),
		shown: json<unknown>('shown').notNull(),
		/** What it changes a month. */
		monthMinor: minor('month_minor').notNull(),
		currency: char('currency', { length: 3 }).notNull(),
		note: text('note').notNull().default(''),
		requestedBy: text('requested_by').notNull(),
		requestedAt: instant('requested_at').notNull(),
		state: text('state').notNull().default('waiting'),
		decidedBy: text('decided_by'),
		decidedAt: instant('decided_at'),
		comment: text('comment').notNull().default(''),
	},
	(table) => [
		uniqueIndex('approval_request_waiting').on(table.contractId).where(sql`state = 'waiting'`),
		index('approval_request_queue').on(table.requestedAt, table.id).where(sql`state = 'waiting'`),
		index('approval_request_by_contract').on(table.contractId, table.id),
		index('approval_request_by_customer').on(table.customerId),
		check('approval_request_subject', sql`${table.subjectKind} in ('contract_change')`),
		check(
			'approval_request_state',
			sql`${table.state} in ('waiting', 'approved', 'rejected', 'withdrawn', 'outdated')`,
		),
		check(
			'approval_request_decided',
			sql`(${table.state} = 'waiting') = (${table.decidedAt} is null) and (${table.decidedAt} is null) = (${table.decidedBy} is null)`,
		),
		check(
			'approval_request_by_another',
			sql`${table.state} <> 'approved' or ${table.decidedBy} <> ${table.requestedBy}`,
		),
		check('approval_request_rejected_why', sql`${table.state} <> 'rejected' or btrim(${table.comment}) <> ''`),
	],
)
