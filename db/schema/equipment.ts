import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, decimal, id, instant } from './columns.ts'
import { contractLine } from './contract.ts'
import { product } from './product.ts'

/** A machine. Its state is where its last move led. */
export const equipment = pgTable(
	'equipment',
	{
		id: id(),
		serialNumber: text('serial_number').notNull(),
		factoryNumber: text('factory_number').notNull().default(''),
		model: text('model').notNull().default(''),
		productId: uuid('product_id').references(() => product.id),
		/** What its meter counts: hours, kilometres. */
		meterUnit: text('meter_unit').notNull().default(''),
		state: text('state').notNull(),
		/** The line it is on. */
		contractLineId: uuid('contract_line_id'),
		contractId: uuid('contract_id'),
		place: text('place').notNull().default(''),
		meterReading: decimal('meter_reading'),
		/** The day of its last move, and how many there were. */
		movedOn: day('moved_on').notNull(),
		moves: integer('moves').notNull().default(0),
		searchText: text('search_text')
			.notNull()
			.generatedAlwaysAs(sql`plain_text(serial_number || ' ' || factory_number || ' ' || model || ' ' || place)`),
		version: integer('version').notNull().default(1),
		registeredAt: instant('registered_at').notNull(),
		registeredBy: text('registered_by').notNull(),
	},
	(table) => [
		uniqueIndex('equipment_by_serial').on(sql`lower(${table.serialNumber})`),
		uniqueIndex('equipment_one_of_a_line').on(table.contractLineId).where(sql`contract_line_id is not null`),
		index('equipment_by_contract').on(table.contractId).where(sql`contract_id is not null`),
		index('equipment_by_state').on(table.state, table.id),
		index('equipment_by_product').on(table.productId).where(sql`product_id is not null`),
		index('equipment_search').using('gin', table.searchText.op('gin_trgm_ops')),
		// Looked at when all is done: lines of a draft are written anew when it is edited.
		foreignKey({
			name: 'equipment_line',
			columns: [table.contractLineId, table.contractId],
			foreignColumns: [contractLine.id, contractLine.contractId],
		}),
		check(
			'equipment_serial_number',
			sql`${table.serialNumber} = btrim(${table.serialNumber}) and char_length(${table.serialNumber}) between 1 and 80`,
		),
		check(
			'equipment_texts',
			sql`char_length(${table.factoryNumber}) <= 80 and char_length(${table.model}) <= 200 and char_length(${table.place}) <= 200 and char_length(${table.meterUnit}) <= 20`,
		),
		check(
			'equipment_state',
			sql`${table.state} in ('in_stock', 'reserved', 'delivered', 'locked', 'repossessed', 'returned', 'sold')`,
		),
		check('equipment_meter', sql`${table.meterReading} >= 0 and scale(${table.meterReading}) <= 2`),
		check('equipment_line_pair', sql`(${table.contractLineId} is null) = (${table.contractId} is null)`),
		check(
			'equipment_on_a_line',
			sql`case when ${table.state} in ('reserved', 'delivered', 'locked', 'repossessed') then ${table.contractLineId} is not null when ${table.state} in ('in_stock', 'returned') then ${table.contractLineId} is null else true end`,
		),
	],
)

/** One line of a machine's history. Never changed; the database allows only moves of the table of states. */
export const equipmentMove = pgTable(
	'equipment_move',
	{
		id: id(),
		equipmentId: uuid('equipment_id')
			.notNull()
			.references(() => equipment.id, { onDelete: 'cascade' }),
		sequence: integer('sequence').notNull(),
		action: text('action').notNull(),
		fromState: text('from_state'),
		toState: text('to_state').notNull(),
		movedOn: day('moved_on').notNull(),
		recordedAt: instant('recorded_at').notNull(),
		recordedBy: text('recorded_by').notNull(),
		place: text('place').notNull(),
		note: text('note').notNull().default(''),
		meterReading: decimal('meter_reading'),
		/** The line it is on afterwards, or came from; the contract stays named when it is gone. */
		contractLineId: uuid('contract_line_id'),
		contractId: uuid('contract_id'),
		contractNumber: text('contract_number').notNull().default(''),
		/** The gate pass by which it left. */
		gatePassId: uuid('gate_pass_id'),
	},
	(table) => [
		unique('equipment_move_sequence').on(table.equipmentId, table.sequence),
		index('equipment_move_by_contract').on(table.contractId).where(sql`contract_id is not null`),
		index('equipment_move_by_pass').on(table.gatePassId).where(sql`gate_pass_id is not null`),
		check('equipment_move_note', sql`char_length(${table.note}) <= 1000`),
		check('equipment_move_leaves', sql`${table.gatePassId} is null or ${table.action} = 'deliver'`),
	],
)
