import { sql } from 'drizzle-orm'
import { boolean, char, check, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant, json, minor, now } from './columns.ts'

/** Name, address and legal numbers of a party as they stood from a moment on; invoices point here. Never changed. */
export const billingParty = pgTable('billing_party', {
	id: id(),
	name: text('name').notNull(),
	street: text('street').notNull().default(''),
	postalCode: text('postal_code').notNull().default(''),
	city: text('city').notNull().default(''),
	region: text('region').notNull().default(''),
	country: char('country', { length: 2 }).notNull(),
	taxNumber: text('tax_number').notNull().default(''),
	registrationNumber: text('registration_number').notNull().default(''),
	email: text('email').notNull().default(''),
	phone: text('phone').notNull().default(''),
	createdAt: instant('created_at').notNull().default(now),
})

/** Who deploys Counterpart: one row. */
export const company = pgTable(
	'company',
	{
		id: boolean('id').primaryKey().default(true),
		name: text('name').notNull(),
		billingPartyId: uuid('billing_party_id')
			.notNull()
			.references(() => billingParty.id),
		website: text('website').notNull().default(''),
		bankName: text('bank_name').notNull().default(''),
		iban: text('iban').notNull().default(''),
		bic: text('bic').notNull().default(''),
		timeZone: text('time_zone').notNull(),
		language: text('language').notNull().default('en'),
		currency: char('currency', { length: 3 }).notNull(),
		/** Of reports that sum up several currencies; null: its own. */
		reportingCurrency: char('reporting_currency', { length: 3 }),
		paymentTermDays: integer('payment_term_days').notNull().default(14),
		taxRounding: text('tax_rounding').notNull().default('line'),
		noticeDays: integer('notice_days').notNull().default(30),
		linkDays: integer('link_days').notNull().default(60),
		partPayment: boolean('part_payment').notNull().default(false),
		smallestPartPaymentMinor: minor('smallest_part_payment_minor').notNull().default(sql`0`),
		invoiceNote: text('invoice_note').notNull().default(''),
		/** Only a demo moves its clock; production refuses to start with it moved. */
		daysAhead: integer('days_ahead').notNull().default(0),
		demo: boolean('demo').notNull().default(false),
		/** What becomes of a credit for less. */
		creditForLess: text('credit_for_less').notNull().default('against_invoice'),
		/** In which order money is put to what is open. */
		receiptOrder: text('receipt_order').notNull().default('oldest'),
		/** What is left of it after the invoices goes to penalty interest. */
		receiptPaysPenalty: boolean('receipt_pays_penalty').notNull().default(false),
		/** ISO days of the week on which time limits run. */
		workingDays: smallint('working_days').array().notNull().default(sql`'{1,2,3,4,5}'`),
		options: json<Record<string, unknown>>('options').notNull().default({}),
	},
	(table) => [
		check(
			'company_working_days',
			sql`cardinality(${table.workingDays}) between 1 and 7 and ${table.workingDays} <@ '{1,2,3,4,5,6,7}'::smallint[]`,
		),
		check('company_one_row', sql`${table.id}`),
		check('company_language', sql`${table.language} in ('en', 'ru', 'zh', 'vi')`),
		check('company_tax_rounding', sql`${table.taxRounding} in ('line', 'rate')`),
		check('company_days_ahead_only_in_a_demo', sql`${table.daysAhead} = 0 or ${table.demo}`),
		check('company_credit_for_less', sql`${table.creditForLess} in ('balance', 'refund', 'against_invoice')`),
		check('company_receipt_order', sql`${table.receiptOrder} in ('oldest', 'largest')`),
		check('company_days', sql`${table.paymentTermDays} >= 0 and ${table.noticeDays} >= 0 and ${table.linkDays} > 0`),
	],
)

/** Where a series of numbers stands. Taken under its row lock inside the issuing transaction: gapless, in date order. */
export const numberSeries = pgTable(
	'number_series',
	{
		key: text('key').primaryKey(),
		prefix: text('prefix').notNull(),
		digits: integer('digits').notNull().default(6),
		next: minor('next').notNull().default(sql`1`),
		lastOn: day('last_on'),
	},
	(table) => [check('number_series_next', sql`${table.next} >= 1`)],
)
