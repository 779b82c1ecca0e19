import { z } from 'zod'
import type { Day } from '#core/calendar.ts'
import { type Decimal, formatDecimal } from '#core/decimal.ts'
import { isCurrency, readMajor } from '#core/money.ts'
import type { Claim, PaidOn, PenaltyTerms } from '#core/receivable/accrue-penalty.ts'
import type { WaivedOn } from '#core/receivable/waive-penalty.ts'
import { amount, currency, day, percent, problemOf, wrong } from '#core/schedule/terms-input.ts'
import { previewProblem } from './preview-problem.ts'

export type PenaltyInput = {
	currency: string
	terms: PenaltyTerms
	claims: Claim[]
	receipts: PaidOn[]
	waivers: WaivedOn[]
	on: Day
}

const longestGrace = 3650

const graceDays = z.number().superRefine((days, context) => {
	if (Number.isInteger(days) && days >= 0 && days <= longestGrace) return
	wrong(context, 'penalty.grace_invalid', { most: String(longestGrace) })
})

const moved = z.strictObject({ on: day, amount })

const input = z
	.strictObject({
		currency,
		dailyRatePercent: percent,
		graceDays: graceDays.default(0),
		chargeGrace: z.boolean().default(false),
		instalments: z.array(z.strictObject({ due: day, amount })),
		receipts: z.array(moved).default([]),
		waivers: z.array(moved).default([]),
		on: day,
	})
	.superRefine(({ currency, instalments, receipts, waivers }, context) => {
		// It is looked at although the currency was refused above.
		if (!isCurrency(currency)) return
		for (const [list, rows] of Object.entries({ instalments, receipts, waivers }))
			for (const [index, row] of rows.entries()) {
				const value = formatDecimal(row.amount)
				if (readMajor(value, currency) !== 'too_many_digits') continue
				const params = { code: 'penalty.amount_digits', facts: { value, currency } }
				context.addIssue({ code: 'custom', path: [list, index, 'amount'], params })
			}
	})

/** Instalments, receipts and waivers as a file gives them; or the first thing that is wrong, in a sentence. */
export function readPenaltyInput(value: unknown): { input: PenaltyInput } | { problem: string } {
	const result = input.safeParse(value)
	if (!result.success) {
		const [issue] = result.error.issues
		if (!issue) throw new Error('zod refused without an issue')
		return { problem: previewProblem(problemOf(issue, value)) }
	}
	const { currency, dailyRatePercent, graceDays, chargeGrace, instalments, receipts, waivers, on } = result.data
	const minorOf = (decimal: Decimal) => BigInt(readMajor(formatDecimal(decimal), currency))
	const movedOf = (rows: typeof receipts) => rows.map((row) => ({ on: row.on, minor: minorOf(row.amount) }))
	return {
		input: {
			...{ currency, on, receipts: movedOf(receipts), waivers: movedOf(waivers) },
			terms: { dailyRatePercent, graceDays, chargeGrace },
			claims: instalments.map((one) => ({ due: one.due, amountMinor: minorOf(one.amount) })),
		},
	}
}
