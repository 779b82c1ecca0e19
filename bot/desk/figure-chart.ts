import { formatMajor } from '#core/money.ts'
import type { Figure, Unit } from '#core/report/answer.ts'
import type { Dimension, Period } from '#core/report/question.ts'
import { day } from '#emails/words/format.ts'
import type { Chart } from '../reply.ts'
import type { Language } from '../understand/reading.ts'
import { answerWords, localeOf, sayMeasure, saySpan } from '../understand/say.ts'
import { written } from './figure-value.ts'

const most = 12
const inTime = (dimension: Dimension | null) => /^(day|week|month|quarter|year)$/.test(dimension ?? '')

/** The stretches that a period is drawn in: days of a month, weeks of a quarter, months of a year. */
export function overTime({ from, to }: Period): 'day' | 'week' | 'month' {
	const days = Temporal.PlainDate.from(from).until(to).total('days')
	return days <= 31 ? 'day' : days <= 100 ? 'week' : 'month'
}

/** The first figure as a drawing, in its first currency: lines over time, bars of anything else. Nothing where there is one point only. */
export function chartOf([figure]: readonly Figure[], language: Language): Chart | undefined {
	if (!figure) return undefined
	const currency = figure.totals[0]?.currency ?? null
	const rows = figure.rows.filter((row) => row.currency === currency).slice(0, inTime(figure.groupBy) ? 60 : most)
	if (rows.length < 2) return undefined
	const series = (name: string, key: 'value' | 'comparedValue') => ({
		// Of several currencies a picture has one, and says which.
		name: [name, currency].filter(Boolean).join(', '),
		values: rows.map((row) => drawn(row[key], figure.unit, currency)),
		said: rows.map((row) => written({ ...row, value: row[key] }, figure.unit, language)),
	})
	const own = series(saySpan(figure.period, language), 'value')
	return {
		kind: inTime(figure.groupBy) ? 'lines' : 'bars',
		title: [sayMeasure(figure.measure, language), currency].filter(Boolean).join(', '),
		unit: currency ?? (figure.unit === 'basis_points' ? '%' : ''),
		labels: rows.map((row) => pointOf(row, figure.groupBy, language)),
		series: figure.compared ? [own, series(saySpan(figure.compared, language), 'comparedValue')] : [own],
	}
}

/** A row below a drawing: a stretch of time as short as it can be said, since the drawing has room for no more. */
function pointOf(row: Named, groupBy: Dimension | null, language: Language): string {
	if (groupBy === 'quarter') return saidMonth(row.key, 'month', language)
	if (groupBy !== 'day' && groupBy !== 'week') return labelOf(row, groupBy, language)
	const format = new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'short', timeZone: 'UTC' })
	return format.format(Temporal.PlainDate.from(row.key).toZonedDateTime('UTC').epochMilliseconds)
}

type Named = { key: string; label: string | null }

/** What a row is called: a month or a year, the first day of another stretch of time, a name, or that there is none. */
export function labelOf({ key, label }: Named, groupBy: Dimension | null, language: Language): string {
	if (groupBy === 'month' || groupBy === 'year') return saidMonth(key, groupBy, language)
	if (inTime(groupBy)) return day(Temporal.PlainDate.from(key), language, 'medium')
	if (label && (groupBy === 'country' || groupBy === 'language')) return codeName(key, groupBy, language)
	return label ?? answerWords(language).none
}

function saidMonth(key: string, groupBy: 'month' | 'year', language: Language): string {
	const first = Temporal.PlainDate.from(key)
	const format = new Intl.DateTimeFormat(localeOf(language), {
		year: 'numeric',
		...(groupBy === 'month' && { month: 'short' }),
	})
	return format.format(first)
}

/** A country or a language by its code, in the reader's words. */
function codeName(code: string, of: 'country' | 'language', language: Language): string {
	const type = of === 'country' ? 'region' : 'language'
	return new Intl.DisplayNames(localeOf(language), { type, fallback: 'code' }).of(code) ?? code
}

/** For drawing only: a number of major units, things or per cent. */
function drawn(value: bigint | null, unit: Unit, currency: string | null): number | null {
	if (value === null) return null
	if (unit === 'money' && currency) return Number(formatMajor(value, currency))
	return unit === 'basis_points' ? Number(value) / 100 : unit === 'days' ? Number(value) / 10 : Number(value)
}
