import { readDecimal } from '../decimal.ts'
import { isCurrency } from '../money.ts'
import { refuse } from '../refusal.ts'
import type { CurrencyRate } from './convert.ts'

const months = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december',
]

/**
 * The European Central Bank's reference rates as it publishes them: a head of `Date` and codes of currencies, a row a day,
 * each cell how much of the currency one euro is; `N/A` and empty where there is none. Codes that are no currency any more
 * are left out. Refuses `currency_rate.file_unclear` by the first line that is something else.
 */
export function readEuroRates(text: string): CurrencyRate[] {
	const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
	const [head = '', ...rows] = lines
	const [date = '', ...codes] = head.split(',').map((cell) => cell.trim())
	if (date.toLowerCase() !== 'date' || !codes.some((code) => isCurrency(code)))
		refuse('currency_rate.file_unclear', { line: 1, text: head.slice(0, 60) })
	const rates: CurrencyRate[] = []
	for (const [index, row] of rows.entries()) {
		if (row.trim() === '') continue
		const [said = '', ...cells] = row.split(',').map((cell) => cell.trim())
		const validFrom = readDay(said)
		const wrong = () => refuse('currency_rate.file_unclear', { line: index + 2, text: row.slice(0, 60) })
		if (!validFrom) return wrong()
		for (const [place, code] of codes.entries()) {
			const cell = cells[place] ?? ''
			if (cell === '' || cell === 'N/A' || code === '' || code === 'EUR' || !isCurrency(code)) continue
			const rate = readDecimal(cell)
			if (!rate || rate.digits <= 0n) return wrong()
			rates.push({ base: 'EUR', currency: code, validFrom, rate: cell })
		}
	}
	return rates
}

/** `2026-11-27`, or `27 November 2026` as the file of one day has it. */
function readDay(text: string): string | undefined {
	const [, day = '', month = '', year = ''] = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text) ?? []
	const number = months.indexOf(month.toLowerCase()) + 1
	const iso = number > 0 ? `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}` : text
	if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined
	try {
		return Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString()
	} catch {
		return undefined
	}
}
