import { formatDecimal, powerOfTen, readDecimal } from '#core/decimal.ts'

const han = '一二三四五六七八九'

/**
 * A number as people write it, as a plain decimal string: a sign before three digits groups thousands, any other sign
 * is the decimal one: `5,000` `5.000` `5 000` are five thousand, `1,5` is one and a half. Undefined where it is none.
 */
export function readNumber(text: string): string | undefined {
	const joined = text.replace(/[ \u00a0']/g, '')
	if (joined.length > 20) return undefined
	const grouped = /^\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*)(?:[.,]\d+)?$/.exec(joined)
	if (grouped && !/^0[.,]/.test(joined)) {
		const last = joined.split(/[.,]/).at(-1) ?? ''
		const separators = new Set(joined.match(/[.,]/g))
		if (separators.size === 1) return plain(joined.replace(/[.,]/g, ''))
		return plain(`${joined.slice(0, -last.length - 1).replace(/[.,]/g, '')}.${last}`)
	}
	return /^\d+(?:[.,]\d+)?$/.test(joined) ? plain(joined.replace(',', '.')) : undefined
}

/** Times ten to the power of `zeros`, exactly. */
export function scaled(value: string, zeros: number): string {
	const decimal = readDecimal(value)
	if (!decimal) throw new Error(`not a decimal: ${value}`)
	return plain(formatDecimal({ digits: decimal.digits * powerOfTen(zeros), scale: decimal.scale }))
}

/** Chinese numerals up to ninety-nine: 三, 十, 十五, 二十. */
export function readHan(text: string): string | undefined {
	const match = /^([一二两三四五六七八九])?(十)?([一二三四五六七八九])?$/u.exec(text)
	if (!match || text === '') return undefined
	const [, tens, ten, ones] = match
	if (!ten) return ones && tens ? undefined : String(digit(tens ?? ones))
	return String((tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0))
}

const digit = (sign = '') => (sign === '两' ? 2 : han.indexOf(sign) + 1)

function plain(text: string): string {
	const whole = text.replace(/^0+(?=\d)/, '')
	return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole
}
