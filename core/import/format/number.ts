/** Plain decimal text by the mark it is read with; undefined under a mark it cannot be written with. */
export type NumberReadings = { point?: string; comma?: string }

const currencies = /^(?:\p{Sc}|\p{L}{1,3}\p{Sc}?|\p{L}{1,3}\.)\s*|\s*(?:\p{Sc}|\p{L}{1,4}\.?)$/gu

const hardlyDivides = /[¥￥₫đ₩元円]|\b(?:vnd|vnđ|jpy|krw|cny|rmb)\b/iu

/**
 * A number as people and programs write it: 1,234.56, 1.234,56, 1 234,56, 1'234.56, 12,34,567.89, (5.00), 5-, $ 5, 5 €.
 * Undefined when it is none.
 */
export function readNumberText(given: string): NumberReadings | undefined {
	if (/^-?\d{1,15}$/.test(given)) return { point: given, comma: given }
	let text = given.normalize('NFKC').replace(/[−–—]/g, '-').replace(/[’´`]/g, "'").trim()
	const scientific = /^-?\d+(?:\.\d+)?e[+-]?\d{1,2}$/i.test(text)
	if (scientific) return readScientific(text)
	let negative = false
	if (/^\(.*\)$/.test(text)) {
		negative = true
		text = text.slice(1, -1).trim()
	}
	text = text.replace(currencies, '').trim()
	const sign = /^([+-])|([+-])$/.exec(text)
	if (sign) {
		if (sign[0] === '-') negative = !negative
		text = text
			.replace(/^[+-]|[+-]$/, '')
			.trim()
			.replace(currencies, '')
			.trim()
	}
	if (!/^\d[\d.,' _]*$|^[.,]\d+$/.test(text)) return undefined
	const point = readWith(text, '.', negative)
	const comma = readWith(text, ',', negative)
	if (point === undefined && comma === undefined) return undefined
	// Nobody writes thousandths of these: ¥12,000 and 12.000 ₫ are twelve thousand.
	if (hardlyDivides.test(given) && /^\d{1,3}[.,]\d{3}$/.test(text)) {
		const grouped = text.includes(',') ? point : comma
		if (grouped !== undefined) return text.includes(',') ? { point: grouped } : { comma: grouped }
	}
	return { ...(point !== undefined && { point }), ...(comma !== undefined && { comma }) }
}

function readWith(text: string, mark: '.' | ',', negative: boolean): string | undefined {
	const parts = text.split(mark)
	if (parts.length > 2) return undefined
	const [whole = '', fraction = ''] = parts
	if (!/^\d*$/.test(fraction)) return undefined
	const digits = ungroup(whole)
	if (digits === undefined || digits.length > 24 || fraction.length > 18) return undefined
	const decimals = fraction === '' ? '' : `.${fraction}`
	const value = `${digits.replace(/^0+(?=\d)/, '') || '0'}${decimals}`
	return negative && /[1-9]/.test(value) ? `-${value}` : value
}

/** Groups of three, or the Indian lakh and crore; one mark throughout; a grouped number does not begin with zero. */
function ungroup(whole: string): string | undefined {
	if (/^\d*$/.test(whole)) return whole
	const mark = /\D/.exec(whole)?.[0] ?? ''
	const groups = whole.split(mark)
	if (!groups.every((group) => /^\d+$/.test(group))) return undefined
	const [first = '', ...rest] = groups
	if (first.startsWith('0') || first.length > 3) return undefined
	const last = rest.at(-1) ?? ''
	const western = rest.every((group) => group.length === 3)
	const indian = first.length <= 2 && last.length === 3 && rest.slice(0, -1).every((group) => group.length === 2)
	return western || indian ? groups.join('') : undefined
}

function readScientific(text: string): NumberReadings {
	const [mantissa = '0', power = '0'] = text.toLowerCase().split('e')
	const negative = mantissa.startsWith('-')
	const [whole = '0', fraction = ''] = mantissa.replace('-', '').split('.')
	const places = Number(power)
	const digits = whole + fraction
	const point = whole.length + places
	const padded = point > 0 ? digits.padEnd(point, '0') : digits.padStart(digits.length - point + 1, '0')
	const at = Math.max(1, point)
	const value = `${padded.slice(0, at).replace(/^0+(?=\d)/, '')}.${padded.slice(at)}`.replace(/\.?0*$/, '')
	return { point: `${negative ? '-' : ''}${value || '0'}` }
}
