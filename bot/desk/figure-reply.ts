import type { Figure, Value } from '#core/report/answer.ts'
import { isStep } from '#core/report/periods.ts'
import type { Dimension, Question } from '#core/report/question.ts'
import { amount, day, percent } from '#emails/words/format.ts'
import type { Field, Table } from '../reply.ts'
import type { Language } from '../understand/reading.ts'
import { answerWords, sayDimension, sayMeasure, saySpan } from '../understand/say.ts'
import { labelOf } from './figure-chart.ts'
import { hundredths, written } from './figure-value.ts'

const mostRows = 20

/** `some`: the rows below it are not all that it sums up. */
export function titleOf(figures: readonly Figure[], language: Language, some = false): string {
	const [figure] = figures
	if (!figure) return ''
	const name = labelOfFigure(figure, language, some)
	if (figures.length > 1) return saySpan(figure.period, language)
	return `${name}: ${figure.totals.map((total) => written(total, figure.unit, language)).join(' + ')}`
}

/** Each figure in each of its currencies, with its change against what it is compared with. */
export function fieldsOf(figures: readonly Figure[], language: Language, some = false): Field[] {
	return figures.flatMap((figure) => [
		...figure.totals.map((total) => ({
			label: labelOfFigure(figure, language, some),
			value: [written(total, figure.unit, language), changeOf(figure, total, language)].filter(Boolean).join(' '),
		})),
		...inOneOf(figure, language),
	])
}

function labelOfFigure({ measure }: Figure, language: Language, some: boolean): string {
	const name = capital(sayMeasure(measure, language))
	return some ? answerWords(language).inAll(name) : name
}

/** All currencies in one, and by which rates; or which rate is missing. */
function inOneOf({ measure, inOne }: Figure, language: Language): Field[] {
	if (!inOne) return []
	const words = answerWords(language)
	const on = (iso: string) => day(Temporal.PlainDate.from(iso), language, 'medium')
	const label = `${capital(sayMeasure(measure, language))}, ${words.inOne(inOne.currency)}`
	if (inOne.value === null)
		return [{ label, value: words.noRate(inOne.missing.map((one) => `${one.currency}, ${on(one.on)}`).join('; ')) }]
	const rates = inOne.rates.map(({ currency, first, last }) => {
		const said = ({ on: iso, rate }: typeof first) => `${rate} (${on(iso)})`
		return `1 ${currency} = ${first.on === last.on ? said(first) : `${said(first)} – ${said(last)}`}`
	})
	return [{ label, value: [amount(inOne.value, inOne.currency, language), ...rates].join('; ') }]
}

function changeOf({ compared, unit }: Figure, total: Value, language: Language): string {
	if (!compared || total.comparedValue === null) return ''
	const words = answerWords(language)
	const relation = total.changeBasisPoints === null ? '' : signed(total.changeBasisPoints, language)
	const before = written({ ...total, value: total.comparedValue }, unit, language)
	return `(${[relation, words.against(before, saySpan(compared, language))].filter(Boolean).join(' ')})`
}

/** Rows side by side for all figures, named as the first has them. Nothing where nothing is told apart, or there is none. */
export function tableOf(figures: readonly Figure[], language: Language): Table | undefined {
	const [first] = figures
	if (!first?.groupBy) return undefined
	const { groupBy } = first
	const named = new Map(figures.flatMap(({ rows }) => rows.map((row) => [`${row.key} ${row.currency}`, row])))
	const keys = [...new Set(figures.flatMap(({ rows }) => rows.map((row) => row.key)))]
	if (keys.length === 0) return undefined
	const left = Math.max(...figures.map((figure) => figure.left))
	const withChange = figures.length === 1 && first.compared !== null
	const rows = keys.slice(0, mostRows).map((key) => {
		const row = [...named.values()].find((one) => one.key === key)
		const cells = figures.map((figure) => cellOf(figure, key, language))
		return [
			row ? labelOf(row, groupBy, language) : '',
			...cells,
			...(withChange ? [changesOf(first, key, language)] : []),
		]
	})
	return { columns: columnsOf(figures, groupBy, withChange, language), rows, total: keys.length + left }
}

function columnsOf(
	figures: readonly Figure[],
	groupBy: Dimension,
	withChange: boolean,
	language: Language,
): Table['columns'] {
	return [
		{ title: capital(sayDimension(groupBy, language)) },
		...figures.map(({ measure }) => ({ title: capital(sayMeasure(measure, language)), figures: true })),
		...(withChange ? [{ title: answerWords(language).change, figures: true }] : []),
	]
}

/** One row of one figure; several currencies stand together, never in one sum. */
function cellOf({ rows, unit }: Figure, key: string, language: Language): string {
	const values = rows.filter((row) => row.key === key)
	return values.map((row) => written(row, unit, language)).join(' + ') || '–'
}

/** How one row has changed, in each of its currencies in the order of its values. */
function changesOf({ rows }: Figure, key: string, language: Language): string {
	const own = rows.filter((row) => row.key === key)
	return own.map(({ changeBasisPoints: change }) => (change === null ? '–' : signed(change, language))).join(' / ')
}

/** `+3.2 %`, `−12 %`. */
function signed(basisPoints: bigint, language: Language): string {
	const size = basisPoints < 0n ? -basisPoints : basisPoints
	return (basisPoints < 0n ? '−' : '+') + percent(hundredths(size), language)
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * The console's page of the same figures: what its form has a field for by that field, all else as it was asked. `within`: the
 * only group that the answer was of.
 */
export function figuresLink({ measures, period, compare, groupBy, ...asked }: Question, within?: string): string {
	const [measure] = measures
	const last = Temporal.PlainDate.from(period.to).subtract({ days: 1 }).toString()
	const query = new URLSearchParams({ period: 'own', from: period.from, to: last })
	if (compare === undefined) query.set('compare', 'nothing')
	if (compare === 'year_before') query.set('compare', compare)
	if (typeof compare === 'object') {
		query.set('compare', 'own')
		query.set('than_from', compare.from)
		query.set('than_to', Temporal.PlainDate.from(compare.to).subtract({ days: 1 }).toString())
	}
	const filters: Question['filters'] = { ...asked.filters, ...(within && { group: [within] }) }
	for (const kind of ['group', 'person', 'currency'] as const) {
		const [one, ...others] = filters[kind] ?? []
		if (!one || others.length > 0) continue
		query.set(kind, one)
		delete filters[kind]
	}
	if (groupBy) query.set('by', groupBy)
	const { where, order, limit } = asked
	const isExact = isStep(groupBy) || Object.keys(filters).length > 0 || where || order || limit
	const only = { filters, where, order, limit, ...(measures.length > 1 && { measures }) }
	if (isExact || measures.length > 1) query.set('only', JSON.stringify(only))
	return `/staff/figures${measures.length === 1 ? `/${measure}` : ''}?${query}`
}
