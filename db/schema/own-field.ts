import { sql } from 'drizzle-orm'
import {
	boolean,
	check,
	foreignKey,
	index,
	integer,
	pgTable,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core'
import { day, decimal, id, instant } from './columns.ts'
import { contract, contractLine } from './contract.ts'
import { customer } from './customer.ts'

/** A field of the company's own on customers, contracts or lines. Once something is written in it, its kind stays. */
export const ownField = pgTable(
	'own_field',
	{
		id: id(),
		/** What it is called in addresses, files and programs: own_7. */
		number: integer('number').generatedAlwaysAsIdentity().unique(),
		subject: text('subject').notNull(),
		kind: text('kind').notNull(),
		name: text('name').notNull(),
		required: boolean('required').notNull().default(false),
		position: integer('position').notNull().default(100),
		archivedAt: instant('archived_at'),
	},
	(table) => [
		check('own_field_subject', sql`${table.subject} in ('customer', 'contract', 'line')`),
		check('own_field_kind', sql`${table.kind} in ('text', 'number', 'date', 'choice')`),
		check('own_field_name', sql`char_length(btrim(${table.name})) between 1 and 80`),
		unique('own_field_as_it_is').on(table.id, table.subject, table.kind),
		unique('own_field_of_subject').on(table.id, table.subject),
		uniqueIndex('own_field_named').on(table.subject, sql`lower(${table.name})`).where(sql`archived_at is null`),
	],
)

/** What may be chosen in a field of that kind. */
export const ownChoice = pgTable(
	'own_choice',
	{
		id: id(),
		fieldId: uuid('field_id')
			.notNull()
			.references(() => ownField.id, { onDelete: 'cascade' }),
		name: text('name').notNull(),
		position: integer('position').notNull(),
		archivedAt: instant('archived_at'),
	},
	(table) => [
		check('own_choice_name', sql`char_length(btrim(${table.name})) between 1 and 80`),
		unique('own_choice_of_field').on(table.id, table.fieldId),
		uniqueIndex('own_choice_named').on(table.fieldId, sql`lower(${table.name})`).where(sql`archived_at is null`),
	],
)

/** What stands in a field of one customer, contract or line. */
export const ownValue = pgTable(
	'own_value',
	{
		fieldId: uuid('field_id').notNull(),
		subject: text('subject').notNull(),
		kind: text('kind').notNull(),
		customerId: uuid('customer_id').references(() => customer.id, { onDelete: 'cascade' }),
		contractId: uuid('contract_id').references(() => contract.id, { onDelete: 'cascade' }),
		lineId: uuid('line_id').references(() => contractLine.id, { onDelete: 'cascade' }),
		textValue: text('text_value'),
		numberValue: decimal('number_value'),
		dateValue: day('date_value'),
		choiceId: uuid('choice_id'),
	},
	(table) => [
		foreignKey({
			name: 'own_value_field',
			columns: [table.fieldId, table.subject, table.kind],
			foreignColumns: [ownField.id, ownField.subject, ownField.kind],
		}),
		foreignKey({
			name: 'own_value_choice',
			columns: [table.choiceId, table.fieldId],
			foreignColumns: [ownChoice.id, ownChoice.fieldId],
		}),
		check(
			'own_value_of_subject',
			sql`(${table.customerId} is not null) = (${table.subject} = 'customer') and (${table.contractId} is not null) = (${table.subject} = 'contract') and (${table.lineId} is not null) = (${table.subject} = 'line')`,
		),
		check(
			'own_value_of_kind',
			sql`(${table.textValue} is not null) = (${table.kind} = 'text') and (${table.numberValue} is not null) = (${table.kind} = 'number') and (${table.dateValue} is not null) = (${table.kind} = 'date') and (${table.choiceId} is not null) = (${table.kind} = 'choice')`,
		),
		check('own_value_text', sql`btrim(${table.textValue}) <> '' and char_length(${table.textValue}) <= 500`),
		check('own_value_number', sql`abs(${table.numberValue}) < 1e15 and scale(${table.numberValue}) <= 10`),
		uniqueIndex('own_value_of_customer').on(table.customerId, table.fieldId).where(sql`customer_id is not null`),
		uniqueIndex('own_value_of_contract').on(table.contractId, table.fieldId).where(sql`contract_id is not null`),
		uniqueIndex('own_value_of_line').on(table.lineId, table.fieldId).where(sql`line_id is not null`),
		index('own_value_by_number').on(table.fieldId, table.numberValue).where(sql`number_value is not null`),
		index('own_value_by_date').on(table.fieldId, table.dateValue).where(sql`date_value is not null`),
		index('own_value_by_choice').on(table.choiceId, table.fieldId).where(sql`choice_id is not null`),
		index('own_value_by_text')
			.using('gin', sql`lower(${table.textValue}) gin_trgm_ops`)
			.where(sql`text_value is not null`),
		index('own_value_by_field').on(table.fieldId),
	],
)
