import { z } from 'zod'
import { currency, day, decimal, instant, language, line, link, minor } from '../kit/field.ts'
import { note, seller } from './invoice-paper.ts'
import { party } from './party.ts'

const sum = z.object({ netMinor: minor, taxMinor: minor, totalMinor: minor })
const rhythm = z.object({ unit: z.enum(['day', 'week', 'month', 'year']), count: z.number().int().min(1) })

/** One line of a quote; `interval` null for what is billed once. Amounts are of one whole period. */
export const quotePaperLine = z.object({
	description: line,
	model: line.default(''),
	serialNumber: line.default(''),
	interval: rhythm.nullable(),
	quantity: decimal,
	unit: line.default(''),
	unitPrice: decimal,
	/** Days from its start on which it costs nothing. */
	freeDays: z.number().int().default(0),
	/** The price of one includes the tax; `amountMinor` is before it. */
	taxIncluded: z.boolean().optional(),
	discountPercent: decimal.optional(),
	/** The last day of its discount, where that ends by itself. */
	discountUntil: day.optional(),
	taxRate: decimal.optional(),
	/** Before tax; of a line that is not chosen null. */
	amountMinor: minor.nullable(),
	/** The amount once its discount has ended. */
	thenMinor: minor.optional(),
})

/** Everything printed on a quote. Nothing is computed while printing. */
export const quotePaper = z.object({
	language,
	seller,
	buyer: party,
	number: line,
	/** The contract itself is to be signed: `number` is its own. */
	signs: z.boolean().default(false),
	title: line.default(''),
	sentOn: day,
	validUntil: day,
	introduction: z.string().default(''),
	conditions: z.string().default(''),
	/** The contract that it changes or renews. */
	amends: z.object({ number: line, renews: z.boolean() }).nullable(),
	startsOn: day.nullable(),
	/** The last day. */
	endsOn: day.nullable(),
	paymentTermDays: z.number().int(),
	noticeDays: z.number().int(),
	/** Whether periods are billed before or after them, and what happens at the end; not of a change, and not of old papers. */
	timing: z.enum(['advance', 'arrears']).optional(),
	renewal: z.enum(['none', 'tacit', 'quote']).optional(),
	currency,
	lines: z.array(quotePaperLine),
	notChosen: z.array(quotePaperLine),
	oneOff: sum,
	/** Off everything; `endsOn` the last day, null for good. */
	discounts: z
		.array(
			z.object({ percent: decimal.nullable(), monthMinor: minor.nullable(), startsOn: day, endsOn: day.nullable() }),
		)
		.default([]),
	recurring: z.array(sum.extend({ interval: rhythm })),
	/** What recurs from a later day on, where it becomes something else by itself. */
	later: z.array(sum.extend({ interval: rhythm, from: day })).default([]),
	invoices: z.array(sum.extend({ on: day })),
	whole: sum.nullable(),
	notes: z.array(note).default([]),
	/** Its page, where it can be accepted. */
	url: link.optional(),
})

/** What is known of an acceptance: the page after the quote's own. */
export const evidencePaper = z.object({
	signerName: line,
	kind: z.enum(['typed', 'drawn']),
	drawing: z.string().nullable(),
	acceptedAt: instant,
	timeZone: z.string(),
	identifiedBy: z.enum(['link', 'session']),
	identifiedEmail: line,
	linkOpenedAt: instant.nullable(),
	confirmedAt: instant.nullable(),
	address: line,
	browser: line,
	consent: z.string(),
	contractNumber: line,
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** `document` is the quote's paper as it was accepted, in base64: enclosed, so that its digest can be checked. */
export const signedQuotePaper = z.object({
	quote: quotePaper,
	evidence: evidencePaper,
	document: z.base64(),
	fileName: line,
	sealedAt: instant,
})

export type QuotePaper = z.input<typeof quotePaper>
export type SignedQuotePaper = z.input<typeof signedQuotePaper>
