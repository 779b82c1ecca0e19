import { z } from 'zod'
import { formatDay, parseDay } from '../calendar.ts'
import { dayInput } from '../day-input.ts'
import { formatDecimal, parseDecimal } from '../decimal.ts'
import type { PlanTerms } from './plan-terms.ts'

const dueOn = dayInput.transform(parseDay)
const amountMinor = z
	.string()
	.regex(/^\d{1,18}$/)
	.transform(BigInt)
const percent = z
	.string()
	.regex(/^\d{1,20}(\.\d{1,20})?$/)
	.transform(parseDecimal)
const label = z.string().max(80)

/** More than any form holds; how many may be agreed is said by the terms themselves. */
const mostRows = 10_000

/** How a sum is to be paid, as a request keeps it until somebody decides: ISO days, minor units and per cents as text. */
export const keptTerms = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('equal'),
		downPayment: z.object({ dueOn, amountMinor }).nullable(),
		count: z.number().int(),
		everyMonths: z.number().int().min(1).max(120),
		firstDueOn: dueOn,
	}),
	z.object({
		kind: z.literal('percents'),
		rows: z.array(z.object({ dueOn, percent, label })).max(mostRows),
	}),
	z.object({
		kind: z.literal('amounts'),
		rows: z.array(z.object({ dueOn, amountMinor, label })).max(mostRows),
	}),
])

/** What `keptTerms` reads. */
export function keepTerms(terms: PlanTerms): z.input<typeof keptTerms> {
	switch (terms.kind) {
		case 'equal': {
			const { downPayment, firstDueOn } = terms
			return {
				...terms,
				downPayment: downPayment && {
					dueOn: formatDay(downPayment.dueOn),
					amountMinor: String(downPayment.amountMinor),
				},
				firstDueOn: formatDay(firstDueOn),
			}
		}
		case 'percents': {
			const rows = terms.rows.map((row) => ({
				...row,
				dueOn: formatDay(row.dueOn),
				percent: formatDecimal(row.percent),
			}))
			return { kind: terms.kind, rows }
		}
		case 'amounts': {
			const rows = terms.rows.map((row) => ({
				...row,
				dueOn: formatDay(row.dueOn),
				amountMinor: String(row.amountMinor),
			}))
			return { kind: terms.kind, rows }
		}
	}
}
