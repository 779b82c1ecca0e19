import { z } from 'zod'
import type { SetPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { percentField, tickField } from '../../form-fields.ts'

/** The forms about what is agreed: terms from a day on, or terms away. */
export const agreeSchema = z.object({
	intent: z.literal('agree'),
	type: z.string().max(200).optional(),
	rate: percentField,
	graceDays: z.coerce.number().int().min(0).max(365),
	chargeGrace: tickField,
	billed: tickField,
	validFrom: z.iso.date(),
})
export const removeSchema = z.object({ intent: z.literal('remove'), id: z.uuid() })

export function agreedIn(posted: z.infer<typeof agreeSchema>, contractId: string | null): SetPenaltyTerms {
	const { type, rate, graceDays, chargeGrace, billed, validFrom } = posted
	return { contractType: type || null, contractId, validFrom, dailyRatePercent: rate, graceDays, chargeGrace, billed }
}
