import { z } from 'zod'
import { currency, day, language, line, link, minor } from '../kit/field.ts'
import { seller } from './invoice-paper.ts'
import { party } from './party.ts'

const kind = z.enum([
	'invoice',
	'credit_note',
	'payment',
	'allocation',
	'rounding',
	'refund',
	'refund_failed',
	'dispute',
	'dispute_won',
	'penalty_payment',
	'write_off',
	'opening',
	'opening_back',
	'payment_back',
])

/** What is printed in one currency. Amounts are its minor units; of a line's two amounts one is zero. */
const account = z.object({
	currency,
	openingMinor: minor,
	lines: z.array(
		z.object({
			on: day,
			kind,
			number: line,
			contractNumber: line.default(''),
			joint: z.boolean().default(false),
			debitMinor: minor,
			creditMinor: minor,
			balanceMinor: minor,
		}),
	),
	debitMinor: minor,
	creditMinor: minor,
	/** What is owed; less than zero: the customer's own. */
	closingMinor: minor,
	items: z.array(
		z.object({
			number: line,
			contractNumber: line.default(''),
			/** It bills several contracts: the amounts are this one's part. */
			joint: z.boolean().default(false),
			issuedOn: day,
			dueOn: day,
			daysPastDue: z.number().int(),
			totalMinor: minor,
			openMinor: minor,
		}),
	),
	openMinor: minor,
	ageing: z.object({ notDue: minor, to30: minor, to60: minor, to90: minor, over90: minor }),
	/** Payments and credit notes of which something is left. */
	free: z.array(z.object({ kind: z.enum(['payment', 'credit_note']), number: line, on: day, minor })),
	freeMinor: minor,
	/** The instalments, as agreed. */
	plan: z
		.array(
			z.object({
				/** What the plan is called. */
				plan: line.default(''),
				contractNumber: line.default(''),
				/** Counted without the down payment, which is 0; or its own words. */
				number: z.number().int(),
				of: z.number().int(),
				label: line.default(''),
				dueOn: day,
				plannedMinor: minor,
				receivedMinor: minor,
				/** Absent while it is not invoiced. */
				openMinor: minor.optional(),
			}),
		)
		.default([]),
	/** What settles everything on a day, that of the statement or one to come; absent where nothing is beside the account. */
	payOff: z
		.object({
			on: day,
			/** Penalty interest, which is not posted to the account. */
			penalty: z
				.object({ accruedMinor: minor, waivedMinor: minor, billedMinor: minor, paidMinor: minor, dueMinor: minor })
				.optional(),
			/** What will be invoiced by that day, and after it. */
			coming: z.array(z.object({ on: day, dueOn: day, contractNumber: line.default(''), minor })).default([]),
			comingMinor: minor.default(0n),
			afterMinor: minor.default(0n),
			minor,
		})
		.optional(),
	payUrl: link.optional(),
})

/** Everything printed on a statement of account, one currency after another. */
export const statementPaper = z.object({
	language,
	seller,
	buyer: party,
	customerNumber: line,
	/** Where it tells of one contract only. */
	contractNumber: line.default(''),
	/** Absent: from the beginning. */
	from: day.optional(),
	/** The last day told. */
	on: day,
	accounts: z.array(account).min(1),
})

export type StatementPaper = z.input<typeof statementPaper>
