import { z } from 'zod'
import type { SaveInvoiceType } from '#core/invoice/types.ts'
import { billedWays } from '#core/invoice/way.ts'

const words = z.string().max(200).optional()

/** A form of the page of types. `usual` names types of contracts as `of:code`, and every type as `every`. */
export const invoiceTypeForm = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('save'),
		key: z.string().max(200).optional(),
		name: z.string(),
		'names.en': words,
		'names.ru': words,
		'names.zh': words,
		'names.vi': words,
		bills: z.enum(billedWays).catch('any'),
		position: z.coerce.number().catch(Number.NaN),
		usual: z.array(z.string().max(210)).max(500),
	}),
	z.object({ intent: z.literal('remove'), key: z.string().max(200) }),
])

type Saved = Extract<z.output<typeof invoiceTypeForm>, { intent: 'save' }>

/** As core takes it. */
export function savedOf({ key, name, bills, position, usual, ...words }: Saved): SaveInvoiceType {
	return {
		...(key !== undefined && { code: key }),
		...{ name, bills, position },
		names: { en: words['names.en'], ru: words['names.ru'], zh: words['names.zh'], vi: words['names.vi'] },
		usualFor: usual.flatMap((one) => (one === 'every' ? [null] : one.startsWith('of:') ? [one.slice(3)] : [])),
	}
}

/** How a form names a type of contract, or every one. */
export const usualValue = (contractType: string | null) => (contractType === null ? 'every' : `of:${contractType}`)
