import { z } from 'zod'
import type { Said } from './said.ts'

export const productKinds = ['plan', 'option', 'service', 'equipment', 'fee'] as const
export type ProductKind = (typeof productKinds)[number]

/** Words by language; left out, what is there stays. */
export function saidField(most: number) {
	const words = z.string().trim().max(most)
	return z
		.strictObject({ en: words, ru: words, zh: words, vi: words })
		.partial()
		.transform((said): Said => Object.fromEntries(Object.entries(said).filter(([, text]) => text)))
		.optional()
}

/** What a product is, as a form, a file or a program says it. */
export const productFields = {
	code: z.string().trim().min(1).max(40),
	name: z.string().trim().min(1).max(200),
	description: z.string().trim().max(2000).default(''),
	/** By language, where it is called and described otherwise; empty words are none. */
	names: saidField(200),
	descriptions: saidField(2000),
	kind: z.enum(productKinds),
	taxClass: z.string().trim().min(1).max(40).default('standard'),
	unit: z.string().trim().min(1).max(40).default('piece'),
	/** Whether it is sold in parts of its unit; null: as the unit is. */
	divisible: z.boolean().nullish(),
}

/** How a product bills. */
export const planFields = {
	name: z.string().trim().min(1).max(100),
	names: saidField(100),
	/** In use and free for so many days. */
	trialDays: z.number().int().min(0).max(3650).default(0),
	interval: z.object({ unit: z.enum(['day', 'week', 'month', 'year']), count: z.number().int().min(1).max(1200) }),
}

/** In major units, exact decimal. */
export const unitPriceField = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/)
