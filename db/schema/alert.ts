import { sql } from 'drizzle-orm'
import {
	boolean,
	char,
	check,
	date,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	time,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, minor } from './columns.ts'
import { event } from './event.ts'
import { staffGroup, staffUser } from './staff.ts'

/** Who is told of what. Never changed, only ended. */
export const alertRule = pgTable(
	'alert_rule',
	{
		id: id(),
		trigger: text('trigger').notNull(),
		audience: text('audience').notNull(),
		role: text('role'),
		/** Only what concerns this group; null: all. */
		groupId: uuid('group_id').references(() => staffGroup.id),
		/** Only amounts of at least so much in this currency. */
		leastMinor: minor('least_minor'),
		currency: char('currency', { length: 3 }),
		/** At once, or in the digest of the morning. */
		atOnce: boolean('at_once').notNull(),
		/** Only of who is overdue for at least so many days. */
		overdueDays: integer('overdue_days'),
		/** Only of who is at least such a risk. */
		leastRisk: text('least_risk'),
		/** In quiet hours as well. */
		urgent: boolean('urgent').notNull().default(false),
		/** Tells, writes a next step down, or gives the contract to whom it reaches. */
		action: text('action').notNull().default('tell'),
		/** Whom it reaches where that is one person by name. */
		personId: uuid('person_id').references(() => staffUser.id),
		nextStep: text('next_step'),
		/** The next step is to be done within so many days. */
		withinDays: integer('within_days'),
		createdBy: text('created_by').notNull(),
		createdAt: instant('created_at').notNull(),
		endedAt: instant('ended_at'),
	},
	(table) => [
		index('alert_rule_by_person').on(table.personId).where(sql`person_id is not null`),
		check('alert_rule_person', sql`(${table.audience} = 'person') = (${table.personId} is not null)`),
		check(
			'alert_rule_action',
			sql`case ${table.action} when 'tell' then true when 'next_step' then ${table.audience} in ('owner', 'collector', 'person') when 'assign' then ${table.audience} in ('collector', 'person') else false end`,
		),
		check(
			'alert_rule_next_step',
			sql`num_nonnulls(${table.nextStep}, ${table.withinDays}) = case when ${table.action} = 'next_step' then 2 else 0 end`,
		),
		check('alert_rule_next_step_text', sql`char_length(btrim(${table.nextStep})) between 1 and 500`),
		check('alert_rule_within', sql`${table.withinDays} between 0 and 365`),
		check('alert_rule_act_at_once', sql`${table.action} = 'tell' or ${table.atOnce} and not ${table.urgent}`),
		index('alert_rule_by_group').on(table.groupId).where(sql`group_id is not null`),
		check(
			'alert_rule_trigger',
			sql`${table.trigger} in ('payment_received', 'payment_failed', 'payment_refunded', 'payment_disputed', 'invoice_overdue', 'promise_kept', 'promise_broken', 'contract_expiring', 'contract_cancelled', 'message_received', 'equipment_delivered', 'machine_request_failed', 'machine_request_done', 'collection_dispatched', 'instalment_reminded', 'survey_dispatched', 'survey_returned', 'payable_due', 'survey_submitted', 'tax_details_given')`,
		),
		check('alert_rule_audience', sql`${table.audience} in ('owner', 'collector', 'group_channel', 'role', 'person')`),
		check('alert_rule_role', sql`(${table.audience} = 'role') = (${table.role} is not null)`),
		check(
			'alert_rule_role_known',
			sql`${table.role} in ('administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor')`,
		),
		check(
			'alert_rule_least',
			sql`(${table.leastMinor} is null) = (${table.currency} is null) and ${table.leastMinor} > 0`,
		),
		check('alert_rule_channel_at_once', sql`${table.audience} <> 'group_channel' or ${table.atOnce}`),
		check('alert_rule_overdue', sql`${table.overdueDays} between 1 and 3650`),
		check('alert_rule_risk', sql`${table.leastRisk} in ('medium', 'high')`),
		check('alert_rule_urgent_at_once', sql`${table.atOnce} or not ${table.urgent}`),
		check('alert_rule_order', sql`${table.endedAt} >= ${table.createdAt}`),
	],
)

/** That somebody is told of something that happened. */
export const alert = pgTable(
	'alert',
	{
		id: id(),
		eventId: uuid('event_id')
			.notNull()
			.references(() => event.id),
		ruleId: uuid('rule_id')
			.notNull()
			.references(() => alertRule.id),
		userId: uuid('user_id').references(() => staffUser.id),
		groupId: uuid('group_id').references(() => staffGroup.id),
		atOnce: boolean('at_once').notNull(),
		urgent: boolean('urgent').notNull().default(false),
		raisedAt: instant('raised_at').notNull(),
		toldAt: instant('told_at'),
	},
	(table) => [
		check('alert_urgent_at_once', sql`${table.atOnce} or not ${table.urgent}`),
		uniqueIndex('alert_once_to_person').on(table.eventId, table.userId).where(sql`user_id is not null`),
		uniqueIndex('alert_once_to_group').on(table.eventId, table.groupId).where(sql`group_id is not null`),
		index('alert_waiting').on(table.userId, table.id).where(sql`told_at is null`),
		index('alert_by_rule').on(table.ruleId),
		index('alert_by_group').on(table.groupId).where(sql`group_id is not null`),
		check('alert_to_one', sql`(${table.userId} is null) <> (${table.groupId} is null)`),
		check('alert_order', sql`${table.toldAt} >= ${table.raisedAt}`),
	],
)

/** What a rule has done itself. */
export const alertDeed = pgTable(
	'alert_deed',
	{
		eventId: uuid('event_id')
			.notNull()
			.references(() => event.id),
		ruleId: uuid('rule_id')
			.notNull()
			.references(() => alertRule.id),
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		doneAt: instant('done_at').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.eventId, table.ruleId] }),
		index('alert_deed_by_rule').on(table.ruleId),
		index('alert_deed_by_user').on(table.userId),
	],
)

/** How far events have been looked through: one row. */
export const alertProgress = pgTable(
	'alert_progress',
	{ id: boolean('id').primaryKey().default(true), lookedUntil: instant('looked_until') },
	(table) => [check('alert_progress_one_row', sql`${table.id}`)],
)

/** When somebody wants to hear of things. */
export const alertAttention = pgTable('alert_attention', {
	userId: uuid('user_id')
		.primaryKey()
		.references(() => staffUser.id),
	timeZone: text('time_zone').notNull(),
	quietFrom: time('quiet_from').notNull(),
	quietUntil: time('quiet_until').notNull(),
	digest: boolean('digest').notNull(),
	digestAt: time('digest_at').notNull(),
})

/** When a group's channel is left in peace. */
export const groupAttention = pgTable('group_attention', {
	groupId: uuid('group_id')
		.primaryKey()
		.references(() => staffGroup.id),
	timeZone: text('time_zone').notNull(),
	quietFrom: time('quiet_from').notNull(),
	quietUntil: time('quiet_until').notNull(),
})

/** The mornings on which somebody was given their digest. */
export const alertDigest = pgTable(
	'alert_digest',
	{
		userId: uuid('user_id')
			.notNull()
			.references(() => staffUser.id),
		toldOn: date('told_on').notNull(),
	},
	(table) => [primaryKey({ columns: [table.userId, table.toldOn] })],
)
