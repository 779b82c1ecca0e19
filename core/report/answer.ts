import type { InOne } from './in-one.ts'
import type { Dimension, MeasureName, Period } from './question.ts'

/**
 * Money: minor units of the row's currency. A count has no currency. Basis points: hundredths of a per cent, 1234 is
 * 12.34 %. Days: tenths of a day, 123 is 12.3 days.
 */
export type Unit = 'money' | 'count' | 'basis_points' | 'days'

/**
 * A value and what it is compared with. Null where it cannot be said: a ratio to nothing, or nothing to compare with.
 * `changeBasisPoints` is the change in relation to the size of the compared value.
 */
export type Value = {
	currency: string | null
	value: bigint | null
	comparedValue: bigint | null
	change: bigint | null
	changeBasisPoints: bigint | null
}

/**
 * One row of a figure. `key` is an id, the first day of a stretch of time, a number or a reason; empty for what belongs
 * to none, which has no label either: a contract without an owner, churn without a reason.
 */
export type FigureRow = Value & { key: string; label: string | null }

/** The answer to one measure of a question. */
export type Figure = {
	measure: MeasureName
	unit: Unit
	period: Period
	compared: Period | null
	groupBy: Dimension | null
	/** Of everything the filters leave, by currency; of counts one. Not the sum of the rows where one thing counts in several. */
	totals: Value[]
	/** The totals of several currencies in the company's reporting currency, where they add up. */
	inOne: InOne | null
	rows: FigureRow[]
	/** How many more rows there are than the limit let through. */
	left: number
}
