import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant } from './columns.ts'
import { contract } from './contract.ts'
import { customer } from './customer.ts'
import { staffUser } from './staff.ts'

/** A contact with a customer: what was said, and the next step. Never changed, only ticked off. */
export const followUp = pgTable(
	'follow_up',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		contractId: uuid('contract_id').references(() => contract.id),
		kind: text('kind').notNull(),
		happenedOn: day('happened_on').notNull(),
		text: text('text').notNull(),
		nextStep: text('next_step').notNull().default(''),
		nextOn: day('next_on'),
		/** The next step is done, or nothing came of it. */
		settledAt: instant('settled_at'),
		settledBy: uuid('settled_by').references(() => staffUser.id),
		authorId: uuid('author_id').references(() => staffUser.id),
		authorName: text('author_name').notNull(),
		createdAt: instant('created_at').notNull(),
		/** Made once for what a person wrote: the same one is one record. */
		key: text('key').notNull().unique(),
	},
	(table) => [
		index('follow_up_by_customer').on(table.customerId, table.id),
		index('follow_up_by_contract').on(table.contractId, table.id).where(sql`contract_id is not null`),
		index('follow_up_coming').on(table.nextOn, table.id).where(sql`next_on is not null and settled_at is null`),
		check('follow_up_kind', sql`${table.kind} in ('call', 'visit', 'message', 'other')`),
		check(
			'follow_up_text',
			sql`char_length(${table.text}) between 1 and 5000 and char_length(${table.nextStep}) <= 500`,
		),
		check('follow_up_next', sql`${table.nextStep} = '' or ${table.nextOn} is not null`),
		check(
			'follow_up_settled',
			sql`(${table.settledAt} is null) = (${table.settledBy} is null) and (${table.settledAt} is null or ${table.nextOn} is not null)`,
		),
	],
)
