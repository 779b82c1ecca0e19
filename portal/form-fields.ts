import { z } from 'zod'
import { dayInput } from '#core/day-input.ts'
import { exponent, mostMinor, readMajor } from '#core/money.ts'
import { percentInput } from '#core/percent-input.ts'
import { type Formats, localeOf } from './words/language.ts'
import type { Speaker } from './words/speaker.ts'

/** A day from `<Input type="date">`. */
export const dayField = dayInput.transform((text) => Temporal.PlainDate.from(text))

/** A share from 0 to 100 per cent, with a point or a comma. */
export const percentField = z
	.string()
	.transform((text) => text.trim().replace(',', '.'))
	.pipe(percentInput)

/** A box that is ticked or not. */
export const tickField = z
	.literal('on')
	.optional()
	.transform((text) => text === 'on')

/** What a reader sets thousands apart with, where it is no space, and how many digits stand before the last three: Indians set two. */
function groupingOf(formats: Formats): { group: string; digits: string } {
	const parts = new Intl.NumberFormat(localeOf(formats)).formatToParts(1_234_567)
	const group = parts.find(({ type }) => type === 'group')?.value.trim() ?? ''
	return { group, digits: parts[2]?.value.length === 2 ? '2' : '3' }
}

/**
 * An amount typed in major units of a currency; gives its minor units. Thousands may be set apart as the reader's
 * language does, or by spaces, and a comma counts as the point, as people write `1 234,50`. What could be read in two
 * ways, such as `1.234,50` in English or `1,234` in dinars of three digits, is refused; so is less than `least` minor
 * units, of which 0 and 1 have words.
 */
export function amountField(currency: string, { say, formats }: Pick<Speaker, 'say' | 'formats'>, least?: 0n | 1n) {
	return z.string().transform((text, context) => {
		const plain = plainAmount(text.replace(/[\s\u00a0\u202f]/g, ''), formats, currency)
		const minor = plain === undefined ? undefined : readMajor(plain, currency)
		const isAmount = typeof minor === 'bigint' && minor < mostMinor && minor > -mostMinor
		if (isAmount && (least === undefined || minor >= least)) return minor
		const example = groupingOf(formats).group === ',' ? '1234.50' : '1234,50'
		const tooSmall = least === 0n ? say('fault.tooSmall', { least: 0 }) : say('refusal.payment.not_positive')
		context.addIssue({
			code: 'custom',
			message: isAmount ? tooSmall : say('fault.notAmount', { example }),
			input: text,
		})
		return z.NEVER
	})
}

/** With a point and nothing else between its digits; undefined for what is no amount, or two. */
function plainAmount(text: string, formats: Formats, currency: string): string | undefined {
	const { group, digits } = groupingOf(formats)
	if (group) {
		const [escaped, point] = group === ',' ? [',', '\\.'] : ['\\.', ',']
		const grouped = new RegExp(`^-?\\d{1,3}((?:${escaped}\\d{${digits}})*${escaped}\\d{3})(${point}\\d+)?$`).exec(text)
		const isOne = grouped?.[1]?.length === 4 && grouped[2] === undefined
		if (grouped && isOne && exponent(currency) === 3) return undefined
		if (grouped) return text.replaceAll(group, '').replace(',', '.')
	}
	return /^-?\d+([.,]\d+)?$/.test(text) ? text.replace(',', '.') : undefined
}
