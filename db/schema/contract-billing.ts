import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { day } from './columns.ts'
import { contract } from './contract.ts'

/** How far a contract is billed; a row from the day it is in force. Written by every invoice run, so it is narrow. */
export const contractBilling = pgTable(
	'contract_billing',
	{
		contractId: uuid('contract_id').primaryKey(),
		/** First day on which something falls due and is not billed; the invoice run looks here. */
		nextDueOn: day('next_due_on'),
		/** Everything that fell due on or before this day is billed; a late amendment moves it back. Null: nothing is. */
		billedThrough: day('billed_through'),
		/**
		 * From this day on something is gone through once more, because an invoice was voided to be billed again or an
		 * amendment moved `billed_through` back: the run compares with what stands charged.
		 */
		billAgainFrom: day('bill_again_from'),
	},
	(table) => [
		foreignKey({
			name: 'contract_billing_contract',
			columns: [table.contractId],
			foreignColumns: [contract.id],
		}).onDelete('cascade'),
		index('contract_billing_due').on(table.nextDueOn, table.contractId).where(sql`next_due_on is not null`),
	],
)

/** Contracts, or lines of them, that were made to end together: what is left to bill of them then is one invoice. */
export const jointEnd = pgTable(
	'joint_end',
	{
		contractId: uuid('contract_id').notNull(),
		/** The last day that all of them share. */
		endsOn: day('ends_on').notNull(),
		/** One for all that end by the same change. */
		jointId: uuid('joint_id').notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.contractId, table.endsOn] }),
		foreignKey({
			name: 'joint_end_contract_id_fkey',
			columns: [table.contractId],
			foreignColumns: [contract.id],
		}).onDelete('cascade'),
		index('joint_end_of_all').on(table.jointId),
	],
)
