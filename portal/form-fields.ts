import { z } from 'zod'
import { readMajor } from '#core/money.ts'
import type { Speaker } from './words/speaker.ts'

/** A day from `<Input type="date">`. */
export const dayField = z.iso.date().transform((text) => Temporal.PlainDate.from(text))

/** A box that is ticked or not. */
export const tickField = z
	.literal('on')
	.optional()
	.transform((text) => text === 'on')

/**
 * An amount typed in major units of a currency; gives its minor units. A comma counts as the point, and spaces are
 * dropped, as people write `1 234,50`; what could be read in two ways (`1.234,50`) is refused.
 */
export function amountField(currency: string, { say }: Pick<Speaker, 'say'>) {
	return z.string().transform((text, context) => {
		const minor = readMajor(text.replace(/[\s\u00a0\u202f]/g, '').replace(/^(-?\d+),(\d+)$/, '$1.$2'), currency)
		if (typeof minor === 'bigint') return minor
		context.addIssue({ code: 'custom', message: say('fault.notAmount', { example: '1234.50' }), input: text })
		return z.NEVER
	})
}
