import { sql } from 'drizzle-orm'
import {
	type AnyPgColumn,
	bigint,
	boolean,
	char,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { day, id, instant, json, minor } from './columns.ts'
import { contract } from './contract.ts'
import { customer } from './customer.ts'
import { staffGroup, staffUser } from './staff.ts'

/** Something that waits for people to decide, and what became of it. What was asked is never changed. */
export const approvalRequest = pgTable(
	'approval_request',
	{
		id: id(),
		subjectKind: text('subject_kind').notNull(),
		/** The row that it is about; one request at a time waits about it. */
		subjectId: uuid('subject_id').notNull(),
		/** Number and name of it, as they were. */
		about: json<unknown>('about').notNull().default({}),
		contractId: uuid('contract_id').references(() => contract.id),
		customerId: uuid('customer_id').references(() => customer.id),
		/** Whose workflow counts, and whose superior may be asked. */
		groupId: uuid('group_id').references(() => staffGroup.id),
		ownerId: uuid('owner_id').references(() => staffUser.id),
		/** What is to be done, as the verb that will do it takes it. */
		change: json<unknown>('change').notNull(),
		askedOn: day('asked_on').notNull(),
		/** SHA-256 over the money and terms that were shown, in hex. */
		fingerprint: text('fingerprint').notNull(),
		shown: json<unknown>('shown').notNull(),
		/** What conditions compare: of a change, what it changes a month. */
		amountMinor: minor('amount_minor'),
		currency: char('currency', { length: 3 }),
		note: text('note').notNull().default(''),
		/** The workflow as it was when it was asked. */
		workflow: json<unknown>('workflow').notNull().default({}),
		ownAllowed: boolean('own_allowed').notNull().default(false),
		/** The request that this one takes the place of, because what it showed was no longer so. */
		replaces: uuid('replaces')
			.unique()
			.references((): AnyPgColumn => approvalRequest.id),
		/** Counts what changed on the card: copies of an earlier one are brought up to date. */
		revision: integer('revision').notNull().default(1),
		requestedBy: text('requested_by').notNull(),
		requestedAt: instant('requested_at').notNull(),
		state: text('state').notNull().default('waiting'),
		decidedBy: text('decided_by'),
		decidedAt: instant('decided_at'),
		decidedIn: text('decided_in'),
		comment: text('comment').notNull().default(''),
		/** Why it was approved and could not be done: a refusal with its facts. */
		failure: json<unknown>('failure'),
	},
	(table) => [
		uniqueIndex('approval_request_waiting').on(table.subjectId).where(sql`state = 'waiting'`),
		index('approval_request_queue').on(table.requestedAt, table.id).where(sql`state = 'waiting'`),
		index('approval_request_by_contract').on(table.contractId, table.id),
		index('approval_request_by_customer').on(table.customerId),
		index('approval_request_by_group').on(table.groupId).where(sql`group_id is not null`),
		index('approval_request_by_owner').on(table.ownerId).where(sql`owner_id is not null`),
		check('approval_request_subject', sql`${table.subjectKind} ~ '^[a-z][a-z_]*$'`),
		check(
			'approval_request_state',
			sql`${table.state} in ('waiting', 'approved', 'rejected', 'withdrawn', 'outdated', 'failed')`,
		),
		check(
			'approval_request_decided',
			sql`(${table.state} = 'waiting') = (${table.decidedAt} is null) and (${table.decidedAt} is null) = (${table.decidedBy} is null)`,
		),
		check('approval_request_where', sql`(${table.state} = 'waiting') = (${table.decidedIn} is null)`),
		check(
			'approval_request_by_another',
			sql`${table.state} <> 'approved' or ${table.ownAllowed} or ${table.decidedBy} <> ${table.requestedBy}`,
		),
		check('approval_request_rejected_why', sql`${table.state} <> 'rejected' or btrim(${table.comment}) <> ''`),
		check('approval_request_failed_why', sql`(${table.state} = 'failed') = (${table.failure} is not null)`),
		check('approval_request_amount', sql`${table.amountMinor} is null or ${table.currency} is not null`),
	],
)

/** Who must agree to what, as the company has it; copied into each request. */
export const approvalWorkflow = pgTable(
	'approval_workflow',
	{
		id: id(),
		subjectKind: text('subject_kind').notNull(),
		/** Null: for every group that has none of its own. */
		groupId: uuid('group_id').references(() => staffGroup.id),
		name: text('name').notNull(),
		/** The first that fits is taken. */
		position: integer('position').notNull(),
		conditions: json<unknown>('conditions').notNull().default([]),
		steps: json<unknown>('steps').notNull(),
		/** Whether who asks may approve: never, when nobody else could, always. */
		own: text('own').notNull().default('never'),
		version: integer('version').notNull().default(1),
		changedAt: instant('changed_at').notNull(),
		archivedAt: instant('archived_at'),
	},
	(table) => [
		index('approval_workflow_in_use').on(table.subjectKind, table.position).where(sql`archived_at is null`),
		index('approval_workflow_by_group').on(table.groupId).where(sql`group_id is not null`),
		check('approval_workflow_name', sql`btrim(${table.name}) <> ''`),
		check('approval_workflow_own', sql`${table.own} in ('never', 'alone', 'always')`),
		check('approval_workflow_conditions', sql`jsonb_typeof(${table.conditions}) = 'array'`),
		check(
			'approval_workflow_steps',
			sql`jsonb_typeof(${table.steps}) = 'array' and jsonb_array_length(${table.steps}) between 1 and 20`,
		),
	],
)

/** A step of a request. Steps of one stage run together; the next stage opens when all of this one are approved. */
export const approvalStep = pgTable(
	'approval_step',
	{
		requestId: uuid('request_id')
			.notNull()
			.references(() => approvalRequest.id),
		position: integer('position').notNull(),
		stage: integer('stage').notNull(),
		rule: json<unknown>('rule').notNull(),
		state: text('state').notNull().default('coming'),
		openedAt: instant('opened_at'),
		remindAt: instant('remind_at'),
		dueAt: instant('due_at'),
		remindedAt: instant('reminded_at'),
		escalatedAt: instant('escalated_at'),
		closedAt: instant('closed_at'),
	},
	(table) => [
		primaryKey({ columns: [table.requestId, table.position] }),
		index('approval_step_open').on(table.requestId).where(sql`state = 'open'`),
		check('approval_step_state', sql`${table.state} in ('coming', 'open', 'approved', 'rejected', 'dropped')`),
		check(
			'approval_step_opened',
			sql`${table.state} not in ('open', 'approved', 'rejected') or ${table.openedAt} is not null`,
		),
		check(
			'approval_step_closed',
			sql`(${table.state} in ('approved', 'rejected', 'dropped')) = (${table.closedAt} is not null)`,
		),
	],
)

/** Who was asked to decide: each has a card or a letter, to be brought up to date. */
export const approvalAsked = pgTable(
	'approval_asked',
	{
		requestId: uuid('request_id')
			.notNull()
			.references(() => approvalRequest.id),
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		askedAt: instant('asked_at').notNull(),
		asWhat: text('as_what').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.requestId, table.userId] }),
		index('approval_asked_by_user').on(table.userId),
		check('approval_asked_as', sql`${table.asWhat} in ('approver', 'delegate', 'escalation')`),
	],
)

/** When what waits was last looked at, and how many events had happened by then that could change what it would do. */
export const approvalLook = pgTable('approval_look', {
	requestId: uuid('request_id')
		.primaryKey()
		.references(() => approvalRequest.id),
	events: bigint('events', { mode: 'bigint' }).notNull(),
	lookedAt: instant('looked_at').notNull(),
})

/** Somebody decides in another's place from one day to another. */
export const approvalDelegation = pgTable(
	'approval_delegation',
	{
		id: id(),
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		delegateId: uuid('delegate_id')
			.notNull()
			.references(() => staffUser.id),
		startsOn: day('starts_on').notNull(),
		endsOn: day('ends_on').notNull(),
		madeBy: text('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		endedAt: instant('ended_at'),
	},
	(table) => [
		index('approval_delegation_in_force').on(table.endsOn).where(sql`ended_at is null`),
		index('approval_delegation_by_user').on(table.userId),
		index('approval_delegation_by_delegate').on(table.delegateId),
		check('approval_delegation_to_another', sql`${table.userId} <> ${table.delegateId}`),
		check('approval_delegation_days', sql`${table.endsOn} >= ${table.startsOn}`),
	],
)

/** Everything that was said of requests, in one chain by hash: written by the database, never changed. */
export const approvalDecision = pgTable(
	'approval_decision',
	{
		sequence: bigint('sequence', { mode: 'bigint' }).primaryKey(),
		requestId: uuid('request_id')
			.notNull()
			.references(() => approvalRequest.id),
		/** The steps that it counted for; none where it was a question, an answer or the clock. */
		steps: integer('steps').array().notNull().default(sql`'{}'`),
		says: text('says').notNull(),
		saidBy: text('said_by').notNull(),
		/** Those in whose place it was said. */
		saidFor: uuid('said_for').array().notNull().default(sql`'{}'`),
		channel: text('channel').notNull(),
		comment: text('comment').notNull().default(''),
		/** The fingerprint of what was in front of them. */
		seen: text('seen').notNull(),
		saidAt: instant('said_at').notNull(),
		previous: text('previous').notNull(),
		hash: text('hash').notNull().unique(),
	},
	(table) => [
		index('approval_decision_by_request').on(table.requestId, table.sequence),
		check(
			'approval_decision_says',
			sql`${table.says} in ('approve', 'reject', 'ask', 'answer', 'withdraw', 'remind', 'escalate', 'outdate', 'fail')`,
		),
		check(
			'approval_decision_why',
			sql`${table.says} not in ('reject', 'ask', 'answer') or btrim(${table.comment}) <> ''`,
		),
		check(
			'approval_decision_channel',
			sql`${table.channel} in ('console', 'chat', 'slack', 'telegram', 'terminal', 'portal', 'clock')`,
		),
	],
)

/** Where the chain ends: one row, held by whoever adds to it. */
export const approvalSeal = pgTable(
	'approval_seal',
	{
		id: boolean('id').primaryKey().default(true),
		length: bigint('length', { mode: 'bigint' }).notNull(),
		hash: text('hash').notNull(),
	},
	(table) => [check('approval_seal_one_row', sql`${table.id}`)],
)
