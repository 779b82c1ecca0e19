import { sql } from 'drizzle-orm'
import {
	boolean,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { bytes, day, id, instant, json } from './columns.ts'
import { contract } from './contract.ts'
import { customer } from './customer.ts'
import { equipment } from './equipment.ts'
import { staffUser } from './staff.ts'
import { contractTemplate } from './template.ts'

/** What must be so before a machine leaves: of a template, or of the company where none is named. */
export const deliveryRule = pgTable(
	'delivery_rule',
	{
		id: id(),
		templateId: uuid('template_id').references(() => contractTemplate.id),
		conditions: json<unknown>('conditions').notNull(),
		/** How many days a pass is good for, its own day counted. */
		validDays: integer('valid_days'),
		writtenBy: text('written_by').notNull(),
		writtenAt: instant('written_at').notNull(),
	},
	(table) => [
		unique('delivery_rule_one').on(table.templateId).nullsNotDistinct(),
		check('delivery_rule_conditions', sql`jsonb_typeof(${table.conditions}) = 'array'`),
		check(
			'delivery_rule_days',
			sql`(${table.templateId} is null) = (${table.validDays} is not null) and ${table.validDays} between 1 and 90`,
		),
	],
)

/** What lets machines of a contract out of the yard. Used once or withdrawn once, never changed. */
export const gatePass = pgTable(
	'gate_pass',
	{
		id: uuid('id').primaryKey(),
		number: text('number').notNull().unique(),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		/** Only the hash of what its code says. */
		tokenHash: bytes('token_hash').notNull().unique(),
		/** Who may take the machines, as far as it was said. */
		taker: text('taker').notNull().default(''),
		/** What was missing when it was issued, and why the machines may leave all the same. */
		missing: text('missing').array().notNull().default(sql`'{}'`),
		reason: text('reason').notNull().default(''),
		issuedOn: day('issued_on').notNull(),
		issuedAt: instant('issued_at').notNull(),
		issuedBy: text('issued_by').notNull(),
		/** The last day on which it is good. */
		validThrough: day('valid_through').notNull(),
		usedOn: day('used_on'),
		usedAt: instant('used_at'),
		usedBy: uuid('used_by').references(() => staffUser.id),
		driver: text('driver'),
		withdrawnAt: instant('withdrawn_at'),
		withdrawnBy: text('withdrawn_by'),
		withdrawnReason: text('withdrawn_reason'),
	},
	(table) => [
		index('gate_pass_by_contract').on(table.contractId, table.id),
		index('gate_pass_by_customer').on(table.customerId),
		index('gate_pass_by_user').on(table.usedBy).where(sql`used_by is not null`),
		index('gate_pass_waiting').on(table.validThrough).where(sql`used_at is null and withdrawn_at is null`),
		check('gate_pass_texts', sql`char_length(${table.taker}) <= 200 and char_length(${table.reason}) <= 500`),
		check('gate_pass_missing', sql`${table.missing} = '{}' or btrim(${table.reason}) <> ''`),
		check(
			'gate_pass_days',
			sql`${table.validThrough} >= ${table.issuedOn} and (${table.usedOn} is null or ${table.usedOn} between ${table.issuedOn} and ${table.validThrough})`,
		),
		check(
			'gate_pass_used',
			sql`num_nonnulls(${table.usedOn}, ${table.usedAt}, ${table.usedBy}, ${table.driver}) in (0, 4) and (${table.driver} is null or char_length(btrim(${table.driver})) between 1 and 200)`,
		),
		check(
			'gate_pass_withdrawn',
			sql`num_nonnulls(${table.withdrawnAt}, ${table.withdrawnBy}, ${table.withdrawnReason}) in (0, 3) and (${table.withdrawnReason} is null or char_length(btrim(${table.withdrawnReason})) between 1 and 500)`,
		),
		check('gate_pass_once', sql`num_nonnulls(${table.usedAt}, ${table.withdrawnAt}) <= 1`),
	],
)

/** The machines of a pass; `open` while it can still be used. */
export const gatePassMachine = pgTable(
	'gate_pass_machine',
	{
		gatePassId: uuid('gate_pass_id')
			.notNull()
			.references(() => gatePass.id),
		equipmentId: uuid('equipment_id')
			.notNull()
			.references(() => equipment.id),
		open: boolean('open').notNull().default(true),
	},
	(table) => [
		primaryKey({ columns: [table.gatePassId, table.equipmentId] }),
		uniqueIndex('gate_pass_of_machine').on(table.equipmentId).where(sql`open`),
		index('gate_pass_machine_by_equipment').on(table.equipmentId),
	],
)
