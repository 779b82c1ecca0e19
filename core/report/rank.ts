import { compare as compareDecimals, type Decimal, parseDecimal } from '../decimal.ts'
import { exponent } from '../money.ts'
import type { Figure, FigureRow, Unit, Value } from './answer.ts'
import { isStep } from './periods.ts'
import type { Question } from './question.ts'

/** A value beside the one it is compared with, and what has changed: in itself and in relation to what was. */
export function comparison(currency: string | null, value: bigint | null, comparedValue: bigint | null): Value {
	const change = value === null || comparedValue === null ? null : value - comparedValue
	return { currency, value, comparedValue, change, changeBasisPoints: relation(change, comparedValue) }
}

function relation(change: bigint | null, compared: bigint | null): bigint | null {
	if (change === null || compared === null || compared === 0n) return null
	const size = compared < 0n ? -compared : compared
	const doubled = change * 20000n
	return (doubled < 0n ? doubled - size : doubled + size) / (size * 2n)
}

type Asked = Pick<Question, 'groupBy' | 'where' | 'order' | 'limit'>

/** The rows that a question wants, in its order, so many of each currency. Names are compared as `names` does. */
export function rank(
	rows: readonly FigureRow[],
	unit: Unit,
	asked: Asked,
	names: Intl.Collator,
): Pick<Figure, 'rows' | 'left'> {
	const wanted = rows.filter((row) => isWithin(row, unit, asked.where))
	const inOrder = wanted.toSorted(orderOf(asked, names))
	if (asked.limit === undefined) return { rows: inOrder, left: 0 }
	const taken = new Map<string | null, number>()
	const kept = inOrder.filter((row) => {
		const before = taken.get(row.currency) ?? 0
		taken.set(row.currency, before + 1)
		return before < (asked.limit ?? 0)
	})
	return { rows: kept, left: inOrder.length - kept.length }
}

function isWithin({ value, currency }: Value, unit: Unit, where: Asked['where']): boolean {
	if (!where) return true
	if (value === null) return false
	const scale =
		unit === 'money' && currency ? exponent(currency) : unit === 'basis_points' ? 2 : unit === 'days' ? 1 : 0
	const size: Decimal = { digits: value, scale }
	if (where.over !== undefined && compareDecimals(size, parseDecimal(where.over)) <= 0) return false
	return where.under === undefined || compareDecimals(size, parseDecimal(where.under)) < 0
}

function orderOf({ groupBy, order }: Asked, names: Intl.Collator): (one: FigureRow, other: FigureRow) => number {
	const byLabel = (one: FigureRow, other: FigureRow) =>
		isStep(groupBy) ? compareTexts(one.key, other.key) : names.compare(one.label ?? '', other.label ?? '')
	const tie = (one: FigureRow, other: FigureRow) => byLabel(one, other) || compareTexts(one.key, other.key)
	const { by, direction } = order ?? (isStep(groupBy) ? inTime : largestFirst)
	const sign = direction === 'up' ? 1 : -1
	if (by === 'label') return (one, other) => sign * tie(one, other)
	return (one, other) => compareValues(one[by], other[by], sign) || tie(one, other)
}

const inTime = { by: 'label', direction: 'up' } as const
const largestFirst = { by: 'value', direction: 'down' } as const

/** What cannot be said stands last, either way. */
function compareValues(one: bigint | null, other: bigint | null, sign: number): number {
	if (one === other) return 0
	if (one === null) return 1
	if (other === null) return -1
	return one < other ? -sign : sign
}

function compareTexts(one: string, other: string): number {
	return one === other ? 0 : one < other ? -1 : 1
}
