import { formatDecimal } from '#core/decimal.ts'
import type { Figure } from '#core/report/answer.ts'
import { amount, days, percent, quantity } from '#emails/words/format.ts'
import type { Field } from '../reply.ts'
import type { Language } from '../understand/reading.ts'
import { answerWords, sayDimension, sayMeasure } from '../understand/say.ts'
import { hundredths, written } from './figure-value.ts'

/**
 * The mean of the rows of each figure in each of its currencies, with what it is the quotient of: of stretches of time
 * those that have begun by `today`, of all else those that have something. Nothing where there is no row.
 */
export function meansOf(figures: readonly Figure[], language: Language, today: string): Field[] {
	return figures.flatMap((figure) => {
		const { groupBy, rows, measure, unit } = figure
		if (!groupBy) return []
		const counted = rows.filter(({ key, value }) => (inTime(groupBy) ? key <= today : value !== 0n) && value !== null)
		const label = answerWords(language).mean(capital(sayMeasure(measure, language)), sayDimension(groupBy, language))
		return figure.totals.flatMap(({ currency }) => {
			const own = counted.filter((row) => row.currency === currency)
			if (own.length === 0) return []
			const sum = own.reduce((all, { value }) => all + (value ?? 0n), 0n)
			const whole = written({ ...nothing, currency, value: sum }, unit, language)
			const mean = sayMean({ sum, count: BigInt(own.length), unit, currency }, language)
			return {
				label,
				value:
					unit === 'basis_points' || unit === 'days'
						? `${mean} (÷ ${own.length})`
						: `${mean} (${whole} ÷ ${own.length})`,
			}
		})
	})
}

const nothing = { comparedValue: null, change: null, changeBasisPoints: null }
const inTime = (dimension: string) => /^(day|week|month|quarter|year)$/.test(dimension)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

type Mean = { sum: bigint; count: bigint; unit: Figure['unit']; currency: string | null }

/** Of things to a tenth, of all else to the unit in which it is kept. */
function sayMean({ sum, count, unit, currency }: Mean, language: Language): string {
	if (unit === 'money' && currency) return amount(divided(sum, count), currency, language)
	if (unit === 'days') return days(formatDecimal({ digits: divided(sum, count), scale: 1 }), language)
	if (unit === 'basis_points') return percent(hundredths(divided(sum, count)), language)
	return quantity(formatDecimal({ digits: divided(sum * 10n, count), scale: 1 }), language)
}

/** Half away from zero. */
function divided(sum: bigint, count: bigint): bigint {
	const doubled = sum * 2n
	return (doubled < 0n ? doubled - count : doubled + count) / (count * 2n)
}
