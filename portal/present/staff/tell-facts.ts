import { isCurrency } from '#core/money.ts'
import { formatDay, formatMoney } from '../format.ts'

/** An event's facts for a reader: amounts with their currency, days and moments as days, and no ids that say nothing to a person. */
export function tellFacts({ currency, ...facts }: Record<string, unknown>): string {
	const known = typeof currency === 'string' && isCurrency(currency) ? currency : undefined
	return Object.entries(facts)
		.filter(([name, value]) => value !== null && value !== '' && !/Ids?$/.test(name))
		.map(([name, value]) => `${nameOf(name)}: ${tellValue(name, value, known)}`)
		.join(' · ')
}

/** `receiptNumber` is read as `receipt number`, and `totalMinor` as `total`. */
function nameOf(name: string): string {
	return name
		.replace(/(Minor|On|At)$/, '')
		.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
		.trim()
}

function tellValue(name: string, value: unknown, currency: string | undefined): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
	if (name.endsWith('Minor') && currency && /^-?\d+$/.test(text))
		return formatMoney('en', { minor: BigInt(text), currency })
	return /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text) ? formatDay('en', text.slice(0, 10)) : text
}
