import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant, json, minor } from './columns.ts'
import { contract, contractLine } from './contract.ts'

/** A deed done with many lines at once: what was asked for, and how far it is. */
export const restructuring = pgTable(
	'restructuring',
	{
		id: id(),
		name: text('name').notNull(),
		state: text('state').notNull().default('reckoning'),
		/** What is done with the lines: core/restructuring/deed.ts. */
		deed: json<unknown>('deed').notNull(),
		effectiveOn: day('effective_on').notNull(),
		madeBy: text('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		appliedBy: text('applied_by').notNull().default(''),
		appliedAt: instant('applied_at'),
		/** When the work on it last went on. */
		workedAt: instant('worked_at').notNull(),
	},
	(table) => [
		check('restructuring_name', sql`btrim(${table.name}) <> '' and char_length(${table.name}) <= 120`),
		check(
			'restructuring_state',
			sql`${table.state} in ('reckoning', 'draft', 'applying', 'applied', 'undoing', 'undone')`,
		),
		check('restructuring_applied', sql`(${table.state} in ('reckoning', 'draft')) = (${table.appliedAt} is null)`),
	],
)

/** A contract that a restructuring looked at: its money, and the amendments that did it and took it back. */
export const restructuringContract = pgTable(
	'restructuring_contract',
	{
		restructuringId: uuid('restructuring_id')
			.notNull()
			.references(() => restructuring.id, { onDelete: 'cascade' }),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id, { onDelete: 'cascade' }),
		reckoned: boolean('reckoned').notNull().default(false),
		netMinor: minor('net_minor').notNull().default(sql`0`),
		taxMinor: minor('tax_minor').notNull().default(sql`0`),
		monthBeforeMinor: minor('month_before_minor').notNull().default(sql`0`),
		monthAfterMinor: minor('month_after_minor').notNull().default(sql`0`),
		refusal: jsonb('refusal'),
		sequence: integer('sequence'),
		before: jsonb('before'),
		undoneBy: integer('undone_by'),
		/** Why it could not be taken back. */
		kept: text('kept'),
	},
	(table) => [
		primaryKey({ columns: [table.restructuringId, table.contractId] }),
		index('restructuring_contract_by_contract').on(table.contractId),
		check('restructuring_contract_undone', sql`${table.undoneBy} is null or ${table.sequence} is not null`),
		check(
			'restructuring_contract_kept',
			sql`${table.kept} is null or (${table.sequence} is not null and ${table.undoneBy} is null)`,
		),
		check('restructuring_contract_before', sql`(${table.sequence} is null) = (${table.before} is null)`),
	],
)

/** A line that a restructuring looked at: what becomes of it, or why it is left out. */
export const restructuringLine = pgTable(
	'restructuring_line',
	{
		restructuringId: uuid('restructuring_id').notNull(),
		contractId: uuid('contract_id').notNull(),
		contractLineId: uuid('contract_line_id')
			.notNull()
			.references(() => contractLine.id, { onDelete: 'cascade' }),
		before: jsonb('before'),
		after: jsonb('after'),
		monthBeforeMinor: minor('month_before_minor').notNull().default(sql`0`),
		monthAfterMinor: minor('month_after_minor').notNull().default(sql`0`),
		netMinor: minor('net_minor').notNull().default(sql`0`),
		taxMinor: minor('tax_minor').notNull().default(sql`0`),
		excluded: text('excluded'),
	},
	(table) => [
		primaryKey({ columns: [table.restructuringId, table.contractLineId] }),
		foreignKey({
			columns: [table.restructuringId, table.contractId],
			foreignColumns: [restructuringContract.restructuringId, restructuringContract.contractId],
		}).onDelete('cascade'),
		index('restructuring_line_by_contract').on(table.restructuringId, table.contractId),
		index('restructuring_line_by_line').on(table.contractLineId),
		check('restructuring_line_told', sql`${table.excluded} is null or ${table.after} is null`),
	],
)
