import { z } from 'zod'
import { colour, currency, day, decimal, language, line, link, minor } from '../kit/field.ts'
import { party } from './party.ts'

/** Who sells: a party with the bank details and colour of its papers. */
export const seller = party.extend({
	website: line.default(''),
	brandColour: colour.default('#1f4fd8'),
	bankName: line.default(''),
	accountHolder: line.default(''),
	iban: line.default(''),
	bic: line.default(''),
	/** Where there is no IBAN: account and routing (sort, BSB, branch) numbers. */
	accountNumber: line.default(''),
	routingNumber: line.default(''),
})

export const paperLine = z.object({
	description: line,
	model: line.default(''),
	serialNumber: line.default(''),
	/** The half-open period [from, to) that the line bills. */
	from: day.optional(),
	to: day.optional(),
	quantity: decimal,
	unit: line.default(''),
	/** In major units, with as many digits as the price has. */
	unitPrice: decimal,
	/** The price of one includes the tax; `amountMinor` is before it. */
	taxIncluded: z.boolean().optional(),
	discountPercent: decimal.optional(),
	/** In per cent; absent where the line is not taxed. */
	taxRate: decimal.optional(),
	/** Before tax. */
	amountMinor: minor,
	/** How the amount came about, in the reader's language. */
	why: line.default(''),
})

export const taxSum = z.object({
	/** What the tax is called: VAT, НДС, Sales tax, 增值税. */
	name: line.default(''),
	rate: decimal,
	baseMinor: minor,
	taxMinor: minor,
})

/** A legal sentence the product knows in every language, or one of the company's own. */
export const note = z.union([
	z.enum(['reverse_charge', 'intra_community', 'export', 'exempt', 'outside_scope', 'small_business', 'resale']),
	z.object({ text: line }),
])

/** What an invoice and a credit note have in common. */
export const billPaper = z.object({
	language,
	seller,
	buyer: party,
	number: line,
	issuedOn: day,
	/** The half-open period [from, to) of supply of the whole paper; one day when they are a day apart. */
	supplyFrom: day.optional(),
	supplyTo: day.optional(),
	contractNumber: line.default(''),
	customerReference: line.default(''),
	currency,
	lines: z.array(paperLine),
	subtotalMinor: minor,
	taxes: z.array(taxSum).default([]),
	totalMinor: minor,
	notes: z.array(note).default([]),
})

/** Everything printed on an invoice. Amounts in minor units of `currency`; nothing is computed while printing. */
export const invoicePaper = billPaper.extend({
	/** What the company calls such an invoice, in the language of the paper. */
	type: line.default(''),
	dueOn: day,
	paidMinor: minor.default(0n),
	/** What the credit notes issued against it take off. */
	creditedMinor: minor.default(0n),
	/** What cards that paid it could not carry. */
	roundedMinor: minor.default(0n),
	balanceMinor: minor,
	payUrl: link.optional(),
})

/** A credit note's amounts are positive: what the customer gets back. */
export const creditNotePaper = billPaper.extend({
	/** The invoices it corrects; none where nothing was billed before. */
	corrects: z.array(z.object({ number: line, issuedOn: day })),
	reason: line,
	/** What the company says to it; paragraphs stand on lines of their own. */
	message: z.string().default(''),
})

export type InvoicePaper = z.input<typeof invoicePaper>
export type CreditNotePaper = z.input<typeof creditNotePaper>
