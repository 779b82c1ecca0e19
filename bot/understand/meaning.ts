import type { MeasureWord, RowKind } from './reading.ts'

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year'

/** Words that have more than one figure behind them. */
export type Vague = 'revenue' | 'sales' | 'churn_rate' | 'retention' | 'invoices' | 'signings' | 'news'

/** Stretches of time that have a word of their own: so many units from the current one, or from its first day on. */
export type Moment =
	| 'today'
	| 'yesterday'
	| 'this_month'
	| 'last_month'
	| 'this_year'
	| 'last_year'
	| 'year_to_date'
	| 'quarter_to_date'
	| 'month_to_date'

export type Bound = 'since' | 'to' | 'until' | 'before' | 'as_of' | 'between' | 'start' | 'end'

/** What a word or phrase can mean, before its neighbours are looked at. */
export type Meaning =
	| { is: 'measure'; measure: MeasureWord }
	| { is: 'vague'; vague: Vague }
	| { is: 'intent'; intent: 'next-invoices' | 'statement' | 'waiting' | 'digest' | 'help' | 'cohorts' | 'forecast' }
	| { is: 'kind'; kind: RowKind }
	| { is: 'unit'; unit: Unit; counted: boolean }
	/** `follows` its unit where the language says it so: tháng trước. */
	| { is: 'relative'; shift: -2 | -1 | 0 | 1; follows: boolean }
	| { is: 'month'; month: number }
	| { is: 'quarter'; quarter: number }
	| { is: 'half'; half: number }
	/** By its ISO number: W14. */
	| { is: 'week'; week: number }
	| { is: 'moment'; moment: Moment }
	| { is: 'bound'; bound: Bound }
	| { is: 'versus'; how: 'given' | 'before' | 'year_before' }
	| { is: 'by' }
	| { is: 'every'; unit: 'day' | 'week' | 'month' | 'quarter' | 'year' }
	| { is: 'order'; order: 'most' | 'least' | 'best' | 'worst' | 'top' }
	| { is: 'over' }
	| { is: 'under' }
	| { is: 'scale'; zeros: number }
	| { is: 'currency'; currency: string }
	| { is: 'number'; value: string; ordinal: boolean }
	| { is: 'date'; text: string }
	/** What has become more, or less, than it was. */
	| { is: 'growth'; up: boolean }
	/** The mean of rows: average per month. */
	| { is: 'mean' }
	| { is: 'lost' }
	/** Of contracts: notice was given, or the end has come. */
	| { is: 'over_by'; how: 'cancelled' | 'ended' }
	| { is: 'owes' }
	| { is: 'who' }
	| { is: 'when' }
	| { is: 'count' }
	| { is: 'and' }
	| { is: 'or' }
	| { is: 'noise' }
