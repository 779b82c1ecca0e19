import { z } from 'zod'
import { isCurrency } from '#core/money.ts'
import { languages } from '../words/language.ts'

/*
 * Fields of letters and papers. Each takes the value itself or the way JSON writes it (a bigint as digits, a day as
 * `2026-03-15`), because the same input waits in the outbox or crosses to a worker thread before it is rendered.
 */

export const language = z.enum(languages)

/** Minor units of the currency beside it. */
export const minor = z.union([
	z.bigint(),
	z
		.string()
		.regex(/^-?\d+$/)
		.transform(BigInt),
])

export const currency = z.string().refine(isCurrency, { error: 'must be an ISO 4217 currency' })

export const day = z.union([
	z.instanceof(Temporal.PlainDate),
	z.iso.date().transform((text) => Temporal.PlainDate.from(text)),
])

export const instant = z.union([
	z.instanceof(Temporal.Instant),
	z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text)),
])

/** An exact decimal as text: quantities, unit prices, rates in per cent. */
export const decimal = z.string().regex(/^-?\d+(\.\d+)?$/)

/** One line of text as a person or a program entered it. Composed, because fonts have ắ and not a with two marks. */
export const line = z.string().transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())

/** A link people may press: never `javascript:` or another surprise. */
export const link = z.url({ protocol: /^https?$/ })

export const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/)
