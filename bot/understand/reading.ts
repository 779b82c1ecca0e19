import type { cohortDimensions } from '#core/report/cohorts.ts'
import type { Dimension, MeasureName, measureSets } from '#core/report/question.ts'

/** Days from `from` on, up to but without `to`. ISO dates; `from` is always before `to`. */
export type Span = { from: string; to: string }

/** Something of the company's own that a question can name. */
export type Name = { id: string; name: string }
export const nameKinds = ['group', 'person', 'customer', 'product', 'plan'] as const
export type NameKind = (typeof nameKinds)[number]
/** What rows can be said to be. */
export type RowKind = NameKind | 'reason' | 'contract' | 'country' | 'industry'
export type Names = Record<NameKind, readonly Name[]>

export type MeasureWord = MeasureName | keyof typeof measureSets

/** An amount as it was said, exact, in major units; without a currency where none was said. */
export type Amount = { value: string; currency?: string }

/** A question to the figures. */
export type FigureReading = {
	intent: 'figure'
	measures: MeasureWord[]
	filters: Partial<Record<NameKind, Name[]>> & { currency?: string[] }
	period: Span
	/** True where the question named no period. */
	assumed: boolean
	compare?: Span
	groupBy?: Dimension
	where?: { over?: Amount; under?: Amount }
	order?: 'most' | 'least'
	/** Ordered by what has changed against the compared period. */
	byChange?: true
	limit?: number
	/** The mean of the rows is asked for. */
	mean?: true
}

/** What a question may want that is no figure. */
/** `until` is the day after the last that a statement takes in. */
export type CustomerReading = { intent: 'next-invoices' | 'statement' | 'contracts-of'; customer: Name; until?: string }
export type PlainReading = { intent: 'waiting' | 'digest' | 'help' }
/** `until` is the day after the last that a forecast is told of. */
export type AheadReading = {
	intent: 'cohorts' | 'forecast'
	filters: Partial<Record<'group' | 'person', Name[]>>
	by?: (typeof cohortDimensions)[number]
	until?: string
}

/** Contracts of which notice was given in a period, or that ended in it. */
export type EndedReading = {
	intent: 'cancelled' | 'ended'
	filters: Partial<Record<'group' | 'person' | 'customer', Name[]>>
	period: Span
	assumed: boolean
}

export type Reading = EndedReading | FigureReading | CustomerReading | PlainReading | AheadReading

/** What is not certain: which of several meanings, or that a word is none we know. */
export type Doubt =
	| { about: 'measure'; word: string | undefined }
	/** `known` where the word is part of a name; else nothing is called so. */
	| { about: 'name'; word: string | undefined; known: boolean }
	| { about: 'group' }
	| { about: 'mean' }
	| { about: 'period' }
	| { about: 'words'; words: string[] }

export const languages = ['en', 'ru', 'zh', 'vi'] as const
export type Language = (typeof languages)[number]
