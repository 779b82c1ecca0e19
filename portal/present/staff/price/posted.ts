import { z } from 'zod'
import { dayField } from '../../../form-fields.ts'

export const priceListAddress = z.object({ priceListId: z.uuid() })

/** A figure as people type it: a comma counts as the point. */
const figure = (pattern: RegExp) =>
	z
		.string()
		.trim()
		.transform((text) => text.replace(',', '.').replace(/\s*%$/, ''))
		.pipe(z.string().regex(pattern))
const amount = figure(/^\d{1,15}(\.\d{1,10})?$/)

/** Which product with which plan, as a choice carries both: `id.planId`; empty: all of them. */
const productField = z
	.string()
	.regex(/^([\da-f-]{36}\.([\da-f-]{36})?)?$/)
	.default('')
	.transform((text) => {
		const [productId = '', planId = ''] = text.split('.')
		return { productId: productId || null, planId: planId || null }
	})

/** What can be done on a price list's page. */
export const priceListForm = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('edit'),
		name: z.string().trim().min(1).max(120),
		validFrom: dayField,
		validTo: dayField.optional(),
	}),
	z.object({
		intent: z.literal('price'),
		product: productField,
		unit: z.string().trim().max(40).optional(),
		fromQuantity: amount.default('0'),
		unitPrice: amount.optional(),
		percentOff: figure(/^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?|-\d{1,3}(\.\d{1,6})?)$/).optional(),
	}),
	z.object({ intent: z.literal('remove'), id: z.uuid() }),
	z.object({
		intent: z.literal('give'),
		customer: z.string().trim().min(1).max(60).optional(),
		groupId: z.uuid().optional(),
	}),
	z.object({ intent: z.literal('take'), id: z.uuid() }),
])

export type PostedPriceList = z.output<typeof priceListForm>
