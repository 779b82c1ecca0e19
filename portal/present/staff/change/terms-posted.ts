import { z } from 'zod'
import type { ChangeTerms } from '#core/contract/change-terms.ts'

/** The terms of a contract in force as their form posts them: a field that does not come stays, an empty term is none. */
export const termsForm = z.object({
	version: z.coerce.number().int(),
	renewal: z.enum(['none', 'tacit', 'quote']).optional(),
	termMonths: z.coerce.number().int().min(1).max(1200).optional(),
	noticeDays: z.coerce.number().int().min(0).max(3650).optional(),
	paymentTermDays: z.coerce.number().int().min(0).max(365).optional(),
	access: z.enum(['none', 'upsell', 'upsell_and_downsell']).optional(),
	reason: z.string().trim().max(500).optional(),
})

export type PostedTerms = z.output<typeof termsForm>

/** What core is told. The length of a term comes with how it is renewed. */
export function termsOf(id: string, posted: PostedTerms): ChangeTerms {
	const { version, renewal, termMonths, noticeDays, paymentTermDays, access, reason } = posted
	return {
		...{ id, version, noticeDays, paymentTermDays, access, reason },
		...(renewal && { renewal, termMonths: termMonths ?? null }),
	}
}
