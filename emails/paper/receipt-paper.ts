import { z } from 'zod'
import { currency, day, language, line, minor } from '../kit/field.ts'
import { paymentMethod } from '../kit/payment-method.ts'
import { seller } from './invoice-paper.ts'
import { party } from './party.ts'

/** Everything printed on the receipt of a payment: what came in, and which invoices it settles. */
export const receiptPaper = z.object({
	language,
	seller,
	buyer: party,
	number: line,
	issuedOn: day,
	paidOn: day,
	method: paymentMethod,
	/** The bank's or the processor's own reference of the payment. */
	reference: line.default(''),
	currency,
	amountMinor: minor,
	settles: z
		.array(
			z.object({
				invoiceNumber: line,
				issuedOn: day,
				totalMinor: minor,
				amountMinor: minor,
				/** What is left to pay on the invoice after this payment. */
				stillDueMinor: minor,
			}),
		)
		.default([]),
	/** What of it went to penalty interest. */
	penaltyMinor: minor.default(0n),
	unallocatedMinor: minor.default(0n),
})

export type ReceiptPaper = z.input<typeof receiptPaper>
