import type { Dimension } from '#core/report/question.ts'
import type {
	AheadReading,
	CustomerReading,
	Doubt,
	EndedReading,
	MeasureWord,
	NameKind,
	PlainReading,
} from '../reading.ts'

/** What a reading is called in one language. `{}` is where the variable part stands. */
export type Sayings = {
	locale: string
	joint: string
	and: string
	quote: string
	measures: Record<MeasureWord, string>
	kinds: Record<NameKind, string>
	by: Record<Dimension, string>
	assumed: string
	against: string
	inCurrency: string
	over: string
	under: string
	most: string
	least: string
	mostChange: string
	leastChange: string
	mean: string
	first: string
	intents: Record<
		CustomerReading['intent'] | PlainReading['intent'] | AheadReading['intent'] | EndedReading['intent'],
		string
	>
	upTo: string
	ask: Record<Doubt['about'], string>
	askWord: Record<'measure' | 'name', string>
	/** Where a name was said that nothing is called. */
	noSuchName: string
	oneOfThese: string
	answer: {
		change: string
		/** The mean of a measure, with how its rows are told apart. */
		mean: (measure: string, by: string) => string
		/** A row without a name. */
		none: string
		rows: string
		compareBefore: string
		compareYear: string
		against: (value: string, period: string) => string
		/** Several currencies in one, by which rates; or what is missing. */
		inOne: (currency: string) => string
		/** A figure of everything, above rows that are only some of it. */
		inAll: (measure: string) => string
		/** No row is as was asked. */
		noRows: string
		noRate: (list: string) => string
		understood: (reading: string) => string
		/** A limit without a currency, and the currencies it was held against, one by one. */
		eachCurrency: (list: string) => string
	}
}
