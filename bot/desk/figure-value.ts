import { formatDecimal } from '#core/decimal.ts'
import type { Unit, Value } from '#core/report/answer.ts'
import { amount, days, percent, quantity } from '#emails/words/format.ts'
import type { Language } from '../understand/reading.ts'

/** One value of a figure as people write it. */
export function written({ value, currency }: Value, unit: Unit, language: Language): string {
	if (value === null) return '–'
	if (unit === 'money' && currency) return amount(value, currency, language)
	if (unit === 'days') return days(formatDecimal({ digits: value, scale: 1 }), language)
	return unit === 'basis_points' ? percent(hundredths(value), language) : quantity(value.toString(), language)
}

/** Basis points as per cent, an exact decimal. */
export function hundredths(basisPoints: bigint): string {
	const size = basisPoints < 0n ? -basisPoints : basisPoints
	const text = size.toString().padStart(3, '0')
	return `${basisPoints < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`
}
