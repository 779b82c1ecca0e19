import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant, json } from './columns.ts'
import { contract } from './contract.ts'
import { customer } from './customer.ts'
import { equipment } from './equipment.ts'
import { storedFile } from './message.ts'
import { staffUser } from './staff.ts'
import { telematicsProvider } from './telematics.ts'
import { contractTemplate } from './template.ts'

/** From how many days past due a machine may be locked: of a template, or of the company where none is named. */
export const machineRequestRule = pgTable(
	'machine_request_rule',
	{
		id: id(),
		templateId: uuid('template_id').references(() => contractTemplate.id),
		lockDays: integer('lock_days').notNull(),
		/** How many hours a provider has to confirm a command. */
		confirmHours: integer('confirm_hours'),
		writtenBy: text('written_by').notNull(),
		writtenAt: instant('written_at').notNull(),
	},
	(table) => [
		unique('machine_request_rule_one').on(table.templateId).nullsNotDistinct(),
		check('machine_request_rule_days', sql`${table.lockDays} between 1 and 365`),
		check(
			'machine_request_rule_hours',
			sql`(${table.templateId} is null) = (${table.confirmHours} is not null) and ${table.confirmHours} between 1 and 168`,
		),
	],
)

/** Somebody wants a machine locked, unlocked or fetched, or a contract settled. Stays as it was asked; its state goes on. */
export const machineRequest = pgTable(
	'machine_request',
	{
		id: uuid('id').primaryKey(),
		kind: text('kind').notNull(),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		reason: text('reason').notNull().default(''),
		/** As it was shown to whoever asked. */
		conditions: json<unknown>('conditions').notNull(),
		missing: text('missing').array().notNull().default(sql`'{}'`),
		/** Of a repossession: where it is fetched, and who fetches it. */
		place: text('place').notNull().default(''),
		assigneeId: uuid('assignee_id').references(() => staffUser.id),
		/** Of a settlement: what the machines are afterwards. */
		becomes: text('becomes'),
		state: text('state').notNull().default('asked'),
		askedOn: day('asked_on').notNull(),
		askedAt: instant('asked_at').notNull(),
		askedBy: text('asked_by').notNull(),
		approvedAt: instant('approved_at'),
		approvedBy: text('approved_by'),
		/** Why it came to nothing. */
		endedNote: text('ended_note').notNull().default(''),
		endedAt: instant('ended_at'),
		endedBy: text('ended_by'),
		/** Of a settlement that is done. */
		certificateNumber: text('certificate_number').unique(),
		settledOn: day('settled_on'),
		settled: json<unknown>('settled'),
		/** When something was owed again: it holds no more. */
		overtakenAt: instant('overtaken_at'),
	},
	(table) => [
		index('machine_request_by_contract').on(table.contractId, table.id),
		index('machine_request_by_customer').on(table.customerId),
		index('machine_request_by_state').on(table.state, table.id),
		index('machine_request_by_assignee').on(table.assigneeId).where(sql`assignee_id is not null`),
		uniqueIndex('machine_request_settlement')
			.on(table.contractId)
			.where(sql`kind = 'settlement' and state in ('asked', 'approved', 'done') and overtaken_at is null`),
		check('machine_request_kind', sql`${table.kind} in ('lock', 'unlock', 'repossession', 'settlement')`),
		check(
			'machine_request_state',
			sql`${table.state} in ('asked', 'approved', 'rejected', 'withdrawn', 'sent', 'confirmed', 'failed', 'done')`,
		),
		check(
			'machine_request_texts',
			sql`char_length(${table.reason}) <= 500 and char_length(${table.place}) <= 200 and char_length(${table.endedNote}) <= 500`,
		),
		check(
			'machine_request_reason',
			sql`(${table.missing} = '{}' and ${table.kind} <> 'repossession') or btrim(${table.reason}) <> ''`,
		),
		check('machine_request_conditions', sql`jsonb_typeof(${table.conditions}) = 'array'`),
		check(
			'machine_request_fetched',
			sql`case when ${table.kind} = 'repossession' then btrim(${table.place}) <> '' and ${table.assigneeId} is not null else ${table.place} = '' and ${table.assigneeId} is null end`,
		),
		check(
			'machine_request_becomes',
			sql`case when ${table.kind} = 'settlement' then ${table.becomes} in ('sold', 'returned') and ${table.missing} = '{}' else ${table.becomes} is null end`,
		),
		check(
			'machine_request_sent',
			sql`${table.kind} in ('lock', 'unlock') or ${table.state} not in ('sent', 'confirmed')`,
		),
		check(
			'machine_request_approved',
			sql`num_nonnulls(${table.approvedAt}, ${table.approvedBy}) in (0, 2) and (${table.approvedAt} is not null or ${table.state} not in ('approved', 'sent', 'confirmed', 'done'))`,
		),
		check(
			'machine_request_ended',
			sql`num_nonnulls(${table.endedAt}, ${table.endedBy}) in (0, 2) and (${table.endedAt} is not null) = (${table.state} in ('rejected', 'withdrawn', 'confirmed', 'failed', 'done'))`,
		),
		check(
			'machine_request_overtaken',
			sql`${table.overtakenAt} is null or (${table.kind} = 'settlement' and ${table.state} = 'done')`,
		),
		check(
			'machine_request_settled',
			sql`num_nonnulls(${table.certificateNumber}, ${table.settledOn}, ${table.settled}) = case when ${table.kind} = 'settlement' and ${table.state} = 'done' then 3 else 0 end`,
		),
	],
)

/** A machine of a request, and what came of it; `open` while no other request may be about it. */
export const machineRequestMachine = pgTable(
	'machine_request_machine',
	{
		/** The name of the command that goes to the provider. */
		id: uuid('id').primaryKey(),
		requestId: uuid('request_id')
			.notNull()
			.references(() => machineRequest.id),
		equipmentId: uuid('equipment_id')
			.notNull()
			.references(() => equipment.id),
		open: boolean('open').notNull().default(true),
		state: text('state').notNull().default('waiting'),
		/** Whom its command goes to; nobody: it is done by hand. */
		providerId: uuid('provider_id').references(() => telematicsProvider.id),
		/** When a command left, and when somebody was told that nothing came back. */
		sentAt: instant('sent_at'),
		toldLateAt: instant('told_late_at'),
		settledAt: instant('settled_at'),
		/** Who says that it is so: a member of staff, or the provider. */
		settledBy: text('settled_by'),
		/** Of a repossession. */
		outcome: text('outcome'),
		/** Of the form that its result was typed into. */
		resultKey: uuid('result_key'),
		note: text('note').notNull().default(''),
	},
	(table) => [
		unique('machine_request_machine_one').on(table.requestId, table.equipmentId),
		uniqueIndex('machine_request_of_machine').on(table.equipmentId).where(sql`open`),
		index('machine_request_machine_by_equipment').on(table.equipmentId),
		index('machine_request_machine_waiting').on(table.sentAt).where(sql`state = 'sent'`),
		index('machine_request_machine_by_provider').on(table.providerId).where(sql`provider_id is not null`),
		check('machine_request_machine_provider', sql`${table.sentAt} is null or ${table.providerId} is not null`),
		check(
			'machine_request_machine_state',
			sql`${table.state} in ('waiting', 'sent', 'confirmed', 'failed', 'done', 'withdrawn')`,
		),
		check(
			'machine_request_machine_settled',
			sql`num_nonnulls(${table.settledAt}, ${table.settledBy}) = case when ${table.state} in ('confirmed', 'failed', 'done', 'withdrawn') then 2 else 0 end`,
		),
		check(
			'machine_request_machine_sent',
			sql`${table.state} not in ('sent', 'confirmed') or ${table.sentAt} is not null`,
		),
		check('machine_request_machine_outcome', sql`${table.outcome} in ('taken', 'handed_back', 'not_found')`),
		check('machine_request_machine_note', sql`char_length(${table.note}) <= 500`),
	],
)

/** A photo of what came of fetching a machine. */
export const machineRequestPhoto = pgTable(
	'machine_request_photo',
	{
		id: id(),
		machineId: uuid('machine_id')
			.notNull()
			.references(() => machineRequestMachine.id),
		fileName: text('file_name').notNull(),
		mediaType: text('media_type').notNull(),
		sizeBytes: integer('size_bytes').notNull(),
		sha256: text('sha256')
			.notNull()
			.references(() => storedFile.sha256),
	},
	(table) => [
		unique('machine_request_photo_once').on(table.machineId, table.sha256),
		index('machine_request_photo_by_digest').on(table.sha256),
		check('machine_request_photo_name', sql`char_length(${table.fileName}) between 1 and 200`),
		check('machine_request_photo_size', sql`${table.sizeBytes} between 1 and 10485760`),
	],
)
