import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { day, decimal, id, instant, json, minor } from './columns.ts'
import { contract, contractLine } from './contract.ts'
import { contact } from './customer.ts'

/** New prices for many contracts at once: what was asked for, and how far it is. */
export const priceUpdate = pgTable(
	'price_update',
	{
		id: id(),
		name: text('name').notNull(),
		state: text('state').notNull().default('draft'),
		/** What was asked for: core/price-update/rule.ts. */
		rule: json<unknown>('rule').notNull(),
		madeBy: text('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		plannedBy: text('planned_by').notNull().default(''),
		plannedAt: instant('planned_at'),
		/** When the work on it last went on. */
		workedAt: instant('worked_at'),
	},
	(table) => [
		check('price_update_name', sql`btrim(${table.name}) <> '' and char_length(${table.name}) <= 120`),
		check('price_update_state', sql`${table.state} in ('draft', 'planning', 'planned', 'taking_back', 'taken_back')`),
		check('price_update_planned', sql`(${table.state} = 'draft') = (${table.plannedAt} is null)`),
	],
)

/** A line that an update looked at: its new price from a day on, or why it is left out. */
export const priceUpdateLine = pgTable(
	'price_update_line',
	{
		priceUpdateId: uuid('price_update_id')
			.notNull()
			.references(() => priceUpdate.id, { onDelete: 'cascade' }),
		contractLineId: uuid('contract_line_id')
			.notNull()
			.references(() => contractLine.id, { onDelete: 'cascade' }),
		contractId: uuid('contract_id')
			.notNull()
			.references(() => contract.id, { onDelete: 'cascade' }),
		unitPriceBefore: decimal('unit_price_before').notNull(),
		unitPriceAfter: decimal('unit_price_after'),
		effectiveOn: day('effective_on'),
		/** What the line brings a month, after its discount and before tax. */
		monthBeforeMinor: minor('month_before_minor').notNull(),
		monthAfterMinor: bigint('month_after_minor', { mode: 'bigint' }),
		excluded: text('excluded'),
		/** The amendment that planned it, and the one that took it back. */
		sequence: integer('sequence'),
		takenBackBy: integer('taken_back_by'),
		answer: text('answer'),
		answeredAt: instant('answered_at'),
		answeredBy: uuid('answered_by').references(() => contact.id),
	},
	(table) => [
		primaryKey({ columns: [table.priceUpdateId, table.contractLineId] }),
		index('price_update_line_by_contract').on(table.contractId).where(sql`sequence is not null`),
		index('price_update_line_by_line').on(table.contractLineId),
		check(
			'price_update_line_told',
			sql`${table.excluded} is not null or ${table.unitPriceAfter} is not null and ${table.effectiveOn} is not null and ${table.monthAfterMinor} is not null`,
		),
		check(
			'price_update_line_excluded',
			sql`${table.excluded} in ('fixed_price', 'in_notice', 'ends', 'notice_too_short', 'not_up', 'same', 'no_price', 'planned', 'refused', 'approval')`,
		),
		check('price_update_line_sequence', sql`${table.sequence} is null or ${table.unitPriceAfter} is not null`),
		check('price_update_line_taken_back', sql`${table.takenBackBy} is null or ${table.sequence} is not null`),
		check(
			'price_update_line_answer',
			sql`${table.answer} = 'accepted' and ${table.answeredAt} is not null or ${table.answer} is null and ${table.answeredAt} is null`,
		),
	],
)
