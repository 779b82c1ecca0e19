import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { customer } from './customer.ts'

/** A card kept by the processor for later charges; here only what may be shown. */
export const paymentMethod = pgTable(
	'payment_method',
	{
		id: id(),
		customerId: uuid('customer_id')
			.notNull()
			.references(() => customer.id),
		processorMethodId: text('processor_method_id').notNull().unique(),
		brand: text('brand').notNull(),
		last4: text('last4').notNull(),
		expiryMonth: integer('expiry_month').notNull(),
		expiryYear: integer('expiry_year').notNull(),
		savedAt: instant('saved_at').notNull(),
		removedAt: instant('removed_at'),
	},
	(table) => [
		unique('payment_method_of_customer').on(table.id, table.customerId),
		index('payment_method_kept').on(table.customerId).where(sql`removed_at is null`),
		check('payment_method_expiry', sql`${table.expiryMonth} between 1 and 12`),
	],
)
