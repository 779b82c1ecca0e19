import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, uuid } from 'drizzle-orm/pg-core'
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
