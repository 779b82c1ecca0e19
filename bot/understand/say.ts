import type { Dimension } from '#core/report/question.ts'
import type {
	AheadReading,
	Amount,
	CustomerReading,
	Doubt,
	EndedReading,
	FigureReading,
	Language,
	NameKind,
	PlainReading,
	Reading,
	Span,
} from './reading.ts'
import { nameKinds } from './reading.ts'
import { en } from './say/en.ts'
import { ru } from './say/ru.ts'
import type { Sayings } from './say/shape.ts'
import { vi } from './say/vi.ts'
import { zh } from './say/zh.ts'

const sayings: Record<Language, Sayings> = { en, ru, zh, vi }

/** How a question was understood, in the asker's language: `Invoiced, team North, 1 Oct – 31 Dec 2026, against …`. */
export function sayReading(reading: Reading, language: Language): string {
	const words = sayings[language]
	const parts = partsOf(reading, words)
	const said = parts.join(words.joint)
	return said.charAt(0).toLocaleUpperCase(words.locale) + said.slice(1)
}

/** What is asked back where a question leaves something open. */
export function askAbout(doubt: Doubt, language: Language, hasOptions: boolean): string {
	const words = sayings[language]
	const quoted = (word: string) => fill(words.quote, word)
	if (doubt.about === 'words') return fill(words.ask.words, doubt.words.map(quoted).join(words.joint))
	if ((doubt.about === 'measure' || doubt.about === 'name') && doubt.word) {
		if (doubt.about === 'measure' || doubt.known) return fill(words.askWord[doubt.about], quoted(doubt.word))
		return fill(words.noSuchName, quoted(doubt.word)) + (hasOptions ? words.oneOfThese : '')
	}
	return words.ask[doubt.about]
}

function partsOf(reading: Reading, words: Sayings): string[] {
	if (reading.intent === 'figure') return sayFigure(reading, words)
	if ('period' in reading) return sayEnded(reading, words)
	return 'filters' in reading ? sayAhead(reading, words) : [sayIntent(reading, words)]
}

function sayAhead({ intent, filters, by, until }: AheadReading, words: Sayings): string[] {
	return [
		words.intents[intent],
		...(['group', 'person'] as const).flatMap((kind) => sayNames(kind, filters[kind], words)),
		...(by && by !== 'start' ? [words.by[by]] : []),
		...(until ? [fill(words.upTo, day(dayBefore(until), words))] : []),
	]
}

function sayEnded({ intent, filters, period, assumed }: EndedReading, words: Sayings): string[] {
	return [
		words.intents[intent],
		...(['group', 'person', 'customer'] as const).flatMap((kind) => sayNames(kind, filters[kind], words)),
		assumed ? fill(words.assumed, span(period, words)) : span(period, words),
	]
}

function sayIntent(reading: CustomerReading | PlainReading, words: Sayings): string {
	if (!('customer' in reading)) return words.intents[reading.intent]
	const said = fill(words.intents[reading.intent], reading.customer.name)
	const { until } = reading
	return until ? said + words.joint + fill(words.upTo, day(dayBefore(until), words)) : said
}

function sayFigure(reading: FigureReading, words: Sayings): string[] {
	const { measures, filters, period, assumed, compare, groupBy, where, order, byChange, limit, mean } = reading
	const amount = (bound: Amount | undefined, form: string) => (bound ? [fill(form, sayAmount(bound, words))] : [])
	return [
		listed(
			measures.map((measure) => words.measures[measure]),
			words,
		),
		...nameKinds.flatMap((kind) => sayNames(kind, filters[kind], words)),
		...(filters.currency ? [fill(words.inCurrency, listed(filters.currency, words))] : []),
		assumed && !compare ? fill(words.assumed, span(period, words)) : span(period, words),
		...(compare ? [fill(words.against, span(compare, words))] : []),
		...(groupBy ? [words.by[groupBy]] : []),
		...amount(where?.over, words.over),
		...amount(where?.under, words.under),
		...(order ? [words[byChange ? (order === 'most' ? 'mostChange' : 'leastChange') : order]] : []),
		...(limit ? [fill(words.first, String(limit))] : []),
		...(mean ? [words.mean] : []),
	]
}

function sayNames(kind: NameKind, names: FigureReading['filters'][NameKind], words: Sayings): string[] {
	if (!names) return []
	const said = names.map(({ name }) => name)
	return [fill(words.kinds[kind], listed(said, words))]
}

const listed = (parts: readonly string[], words: Sayings) => parts.join(words.and)

function span({ from, to }: Span, words: Sayings): string {
	const last = dayBefore(to)
	if (from === last.toString()) return day(last, words)
	return dayFormat(words).formatRange(Temporal.PlainDate.from(from), last)
}

const dayBefore = (to: string) => Temporal.PlainDate.from(to).subtract({ days: 1 })
const day = (date: Temporal.PlainDate, words: Sayings) => dayFormat(words).format(date)
const dayFormat = ({ locale }: Sayings) =>
	new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })

function sayAmount({ value, currency }: Amount, { locale }: Sayings): string {
	const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(value as `${number}`)
	return currency ? `${number} ${currency}` : number
}

const fill = (form: string, part: string) => form.replace('{}', () => part)

export function sayMeasure(measure: FigureReading['measures'][number], language: Language): string {
	return sayings[language].measures[measure]
}

/** What the rows of an answer are, as the head of their column. */
export function sayDimension(dimension: Dimension, language: Language): string {
	return sayings[language].by[dimension]
}

/** Days of a period as they are read: the last day, not the one after it. */
export function saySpan(period: Span, language: Language): string {
	return span(period, sayings[language])
}

export const localeOf = (language: Language): string => sayings[language].locale

/** The words around the figures of an answer. */
export function answerWords(language: Language): Sayings['answer'] {
	return sayings[language].answer
}
