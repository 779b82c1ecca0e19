import { readDay } from '../calendar.ts'
import { dayInput } from '../day-input.ts'
import { readDecimal } from '../decimal.ts'
import { readMajor } from '../money.ts'
import type { PlanTerms } from './plan-terms.ts'

/**
 * Reads pasted instalments, one a line: a day (ISO), an amount in major units or a per cent, and what it is called. All are
 * amounts or all are per cents; answers the first line that is neither, counted from 1.
 */
export function readInstalments(text: string, currency: string): PlanTerms | { line: number; text: string } {
	const percents: Extract<PlanTerms, { kind: 'percents' }>['rows'][number][] = []
	const amounts: Extract<PlanTerms, { kind: 'amounts' }>['rows'][number][] = []
	for (const [index, whole] of text.split('\n').entries()) {
		const line = whole.trim()
		if (line === '') continue
		const wrong = { line: index + 1, text: line.slice(0, 80) }
		const [, day = '', figure = '', percent = '', label = ''] =
			/^(\d{4}-\d{2}-\d{2})[\s;,]+(\d[\d ]*(?:[.,]\d+)?)\s*(%?)[\s;,]*(.{0,80})$/.exec(line) ?? []
		const dueOn = dayInput.safeParse(day).success ? readDay(day) : undefined
		if (dueOn === undefined) return wrong
		const plain = figure.replaceAll(' ', '').replace(',', '.')
		if (percent) {
			const read = readDecimal(plain)
			if (!read || amounts.length > 0) return wrong
			percents.push({ dueOn, percent: read, label })
			continue
		}
		const amountMinor = readMajor(plain, currency)
		if (typeof amountMinor !== 'bigint' || percents.length > 0) return wrong
		amounts.push({ dueOn, amountMinor, label })
	}
	return percents.length > 0 ? { kind: 'percents', rows: percents } : { kind: 'amounts', rows: amounts }
}
