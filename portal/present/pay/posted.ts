import { z } from 'zod'
import type { StartPayment } from '#core/payment/start.ts'
import { amountField, tickField } from '../../form-fields.ts'
import type { Speaker } from '../../words/speaker.ts'

/** An invoice ticked, with what the page said is open on it: `id_minor`. */
const chosen = z
	.string()
	.regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}_\d{1,18}$/)
	.transform((text) => {
		const [id = '', minor = '0'] = text.split('_')
		return { id, openMinor: BigInt(minor) }
	})

export const paySchema = z.object({
	invoice: z
		.array(chosen)
		.max(200)
		.refine((list) => new Set(list.map(({ id }) => id)).size === list.length)
		.default([]),
	/** The sum that stood on the page. */
	shown: z
		.string()
		.regex(/^\d{1,18}$/)
		.transform(BigInt),
	currency: z.string().regex(/^[A-Z]{3}$/),
	part: z.string().max(40).optional(),
	key: z.uuid(),
	save: tickField,
})

export type Posted = z.output<typeof paySchema>

/** The part that was typed in, undefined where none was, or what is wrong with it. */
export function partOf({ part, currency }: Posted, speaker: Speaker): bigint | undefined | string {
	if (!part?.trim()) return undefined
	const read = amountField(currency, speaker).safeParse(part)
	return read.success ? read.data : (read.error.issues[0]?.message ?? speaker.say('fault.wrongForm'))
}

/** What is paid of each invoice when so much is paid: the first in the list, which is due first, before the next. */
export function startOf({ invoice: chosen, key, save }: Posted, amountMinor: bigint): StartPayment {
	let left = amountMinor
	let shownTotalMinor = 0n
	const invoices: StartPayment['invoices'] = []
	for (const [index, { id, openMinor }] of chosen.entries()) {
		const isLast = index === chosen.length - 1
		// More than is open goes to the last one, so that core sees it and says so.
		const takes = isLast || left < openMinor ? left : openMinor
		if (takes === 0n && !(isLast && invoices.length === 0)) continue
		invoices.push({ id, amountMinor: takes })
		shownTotalMinor += openMinor
		left -= takes
	}
	return { invoices, shownTotalMinor, key, saveCard: save }
}
