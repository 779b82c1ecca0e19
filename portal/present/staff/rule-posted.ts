import { z } from 'zod'
import type { SetChangeRule } from '#core/amendment/set-rule.ts'
import { isCurrency } from '#core/money.ts'
import { amountField } from '#portal/form-fields.ts'
import type { Speaker } from '#portal/words/speaker.ts'

const quantity = z
	.string()
	.trim()
	.regex(/^(\d{1,15}(\.\d{1,10})?)?$/)
	.optional()

/** What the form of a rule posts. */
export const ruleFields = {
	planId: z.uuid().optional(),
	direction: z.enum(['more', 'less']),
	timing: z.enum(['now', 'period_end']),
	prorate: z.enum(['yes', 'no']),
	limit: z.string().trim().max(40).optional(),
	currency: z
		.string()
		.trim()
		.toUpperCase()
		.refine((text) => isCurrency(text)),
	smallest: quantity,
	largest: quantity,
}

const schema = z.object(ruleFields)

/** The rule as core takes it, or what is wrong with its limit. */
export function ruleOf(posted: z.output<typeof schema>, speaker: Speaker): SetChangeRule | string {
	const { limit, currency, prorate, smallest, largest, planId, ...rule } = posted
	const amount = limit ? amountField(currency, speaker, 0n).safeParse(limit) : undefined
	if (amount && !amount.success) return amount.error.issues[0]?.message ?? ''
	return {
		...rule,
		planId: planId ?? null,
		prorate: prorate === 'yes',
		approval: amount ? { aboveMinor: amount.data, currency } : null,
		smallest: smallest || null,
		largest: largest || null,
	}
}
