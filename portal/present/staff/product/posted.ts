import { z } from 'zod'
import { productKinds } from '#core/product/input.ts'
import { dayField, tickField } from '../../../form-fields.ts'
import { saidWords } from '../said-words.ts'
import { typedFigure } from '../typed-figure.ts'

export const productAddress = z.object({ productId: z.uuid() })

/** A figure as people type it: a comma counts as the point. */
const amount = z
	.string()
	.trim()
	.transform((text) => text.replace(',', '.'))
	.pipe(typedFigure)
const currency = z.string().regex(/^[A-Z]{3}$/)

/** What a product is, as its forms say it. */
export const productSchema = {
	code: z.string().trim().min(1).max(40),
	name: z.string().trim().min(1).max(200),
	description: z.string().trim().max(2000).optional().default(''),
	kind: z.enum(productKinds),
	unit: z.string().trim().min(1).max(40),
	taxClass: z.string().trim().min(1).max(40),
	parts: z.enum(['unit', 'yes', 'no']).default('unit'),
	names: saidWords(200),
	descriptions: saidWords(2000),
}

/** As core takes it. */
export function divisibleOf(parts: 'unit' | 'yes' | 'no'): boolean | null {
	return parts === 'unit' ? null : parts === 'yes'
}

const planSchema = {
	planName: z.string().trim().min(1).max(100),
	planNames: saidWords(100),
	every: z.coerce.number().int().min(1).max(1200),
	everyUnit: z.enum(['day', 'week', 'month', 'year']),
	trialDays: z.coerce.number().int().min(0).max(3650).default(0),
}

/** How a plan bills, as core takes it. */
export function planOf({ planName, planNames, every, everyUnit, trialDays }: z.output<z.ZodObject<typeof planSchema>>) {
	return { name: planName, names: planNames, trialDays, interval: { unit: everyUnit, count: every } }
}

/** A new product: sold once, or by its first plan. */
export const newProductForm = z
	.object({
		...productSchema,
		how: z.enum(['plan', 'once']),
		planName: planSchema.planName.optional(),
		planNames: planSchema.planNames,
		every: planSchema.every.optional(),
		everyUnit: planSchema.everyUnit.optional(),
		trialDays: planSchema.trialDays,
		currency,
		unitPrice: amount.optional(),
	})
	.refine(({ how, planName }) => how === 'once' || planName, { path: ['planName'] })

/** A product with a plan as a choice carries both: `id.planId`. */
const chosen = z
	.string()
	.regex(/^[\da-f-]{36}\.([\da-f-]{36})?$/)
	.transform((text) => {
		const [productId = '', planId = ''] = text.split('.')
		return { productId, planId: planId || null }
	})

/** What can be done on a product's page. */
export const productForm = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('edit'), ...productSchema }),
	z.object({ intent: z.literal('withdraw') }),
	z.object({ intent: z.literal('restore') }),
	z.object({ intent: z.literal('addPlan'), ...planSchema }),
	z.object({ intent: z.literal('editPlan'), planId: z.uuid(), ...planSchema }),
	z.object({ intent: z.literal('withdrawPlan'), planId: z.uuid() }),
	z.object({ intent: z.literal('restorePlan'), planId: z.uuid() }),
	z.object({
		intent: z.literal('price'),
		planId: z.uuid().optional(),
		currency,
		unitPrice: amount,
		validFrom: dayField,
	}),
	z.object({ intent: z.literal('takeBack'), priceId: z.uuid() }),
	z.object({
		intent: z.literal('offer'),
		option: chosen,
		onto: chosen.optional(),
		smallest: amount.optional(),
		largest: amount.optional(),
		visible: tickField,
	}),
	z.object({ intent: z.literal('removeOffer'), offerId: z.uuid() }),
])

export type PostedProduct = z.output<typeof productForm>

/** What was typed into the form of an intent, to be shown again, and what was wrong with it; nothing for other forms. */
export type Answer = { typed: Record<string, unknown>; errors: Record<string, string[] | null | undefined> }

export const noAnswer: Answer = { typed: {}, errors: {} }

export const typedText = ({ typed }: Answer, name: string, otherwise = ''): string =>
	typeof typed[name] === 'string' ? String(typed[name]) : otherwise
export const wrongWith = ({ errors }: Answer, name: string): string[] | undefined => errors[name] ?? undefined
/** What was typed as the words of one language. */
export const typedIn = ({ typed }: Answer, name: string, language: string): string | undefined => {
	const said = z.record(z.string(), z.unknown()).safeParse(typed[name]).data
	if (!said) return undefined
	return typeof said[language] === 'string' ? String(said[language]) : ''
}
