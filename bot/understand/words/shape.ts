import type { Bound, Moment, Unit, Vague } from '../meaning.ts'
import type { MeasureWord, RowKind } from '../reading.ts'

/**
 * The words of one language by what they mean, with commas between phrases. A word that ends in `*` may go on: `просроч*`.
 * Lists begin at one: the first of `months` is January.
 */
export type Words = {
	measures: Record<MeasureWord, string>
	vague: Record<Vague, string>
	intents: Record<'next-invoices' | 'statement' | 'waiting' | 'digest' | 'help' | 'cohorts' | 'forecast', string>
	kinds: Record<RowKind, string>
	units: Record<Unit, string>
	/** The units in the form that only follows a number of them: months, 个月. */
	counted: Partial<Record<Unit, string>>
	/** Whether they follow their unit, as in tháng trước. */
	relatives: Record<'beforeLast' | 'last' | 'this' | 'next', string> & { follow: boolean }
	months: readonly string[]
	quarters: readonly string[]
	halves: readonly string[]
	moments: Record<Moment, string>
	bounds: Record<Bound, string>
	versus: Record<'given' | 'before' | 'year_before', string>
	by: string
	every: Record<'day' | 'week' | 'month' | 'quarter' | 'year', string>
	order: Record<'most' | 'least' | 'best' | 'worst' | 'top', string>
	over: string
	under: string
	/** By how many zeros they stand for. */
	scales: Readonly<Record<number, string>>
	currencies: Readonly<Record<string, string>>
	numerals: readonly string[]
	ordinals: readonly string[]
	/** More, and less, than before. */
	grew: string
	fell: string
	mean: string
	lost: string
	/** Of contracts. */
	cancelled: string
	ended: string
	owes: string
	who: string
	when: string
	count: string
	and: string
	or: string
	noise: string
}
