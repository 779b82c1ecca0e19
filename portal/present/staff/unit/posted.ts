import { z } from 'zod'
import { saidWords } from '../said-words.ts'

const count = z
	.string()
	.trim()
	.regex(/^[1-9]\d{0,11}$/)
	.default('1')

const unit = {
	name: z.string().trim().min(1).max(40),
	base: z.string().trim().max(40).optional(),
	numerator: count,
	denominator: count,
	whole: z.literal('on').optional(),
	code: z
		.string()
		.trim()
		.regex(/^[A-Za-z0-9]{2,3}$/),
	names: saidWords(80),
}

/** What can be done on the page of units. */
export const unitForm = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('add'), ...unit }),
	z.object({ intent: z.literal('change'), ...unit }),
	z.object({ intent: z.literal('remove'), name: unit.name }),
	z.object({
		intent: z.literal('sold'),
		productId: z.uuid(),
		units: z.array(z.string().trim().min(1).max(40)).default([]),
	}),
])

export type PostedUnit = z.output<typeof unitForm>
