import type { Scope } from '../act.ts'
import { parseDay } from '../calendar.ts'
import type { Component } from './component.ts'
import type { Measure } from './measure.ts'
import { boundariesOf, isStep } from './periods.ts'
import type { Period, Question } from './question.ts'
import type { Stretches, Wanted } from './select.ts'
import { added, openSums, type Sum } from './sum.ts'

/** A measure's values under one key, one for each stretch of time. */
export type Values = { key: string; currency: string | null; values: (bigint | null)[] }

/** Answers measures over one period: rows as the question groups them, and totals over all of it. */
export function openPeriod(scope: Scope, { filters, groupBy }: Question, period: Period) {
	const whole: Stretches = [period.from, period.to]
	const stretches: Stretches = isStep(groupBy) ? boundariesOf(period, groupBy) : whole
	return {
		stretches,
		rows: answering(scope, { filters, groupBy }, stretches),
		totals: answering(scope, { filters, groupBy: undefined }, whole),
	}
}

export type Opened = ReturnType<typeof openPeriod>

function answering(scope: Scope, wanted: Wanted, stretches: Stretches): (measure: Measure) => Promise<Values[]> {
	const sumsOf = openSums(scope, wanted, stretches)
	const lengths = stretches.slice(1).map((end, index) => BigInt(parseDay(end) - parseDay(stretches[index] ?? end)))
	return async (measure) => {
		const found = await Promise.all(measure.of.map(sumsOf))
		const sums = hasCurrency(measure) ? found : found.map(withoutCurrency)
		const known = sums.map((all) => new Map(all.map((sum) => [nameOf(sum), sum.sums])))
		return added(sums.flat().map((sum) => ({ ...sum, sums: [] }))).map((named) => ({
			key: named.key,
			currency: named.currency || null,
			values: lengths.map((days, index) =>
				computed(
					measure,
					known.map((all, component) => {
						const key = isWhole(measure.of[component], wanted) ? '' : named.key
						return all.get(nameOf({ ...named, key }))?.[index] ?? 0n
					}),
					days,
				),
			),
		}))
	}
}

/** What a measure is where there is nothing at all. */
export function valueOfNothing(measure: Measure): bigint | null {
	return computed(
		measure,
		measure.of.map(() => 0n),
		1n,
	)
}

function computed({ value }: Measure, sums: bigint[], days: bigint): bigint | null {
	return value ? value(sums, days) : (sums[0] ?? 0n)
}

/** Amounts of two currencies never meet; numbers of things do. */
export function hasCurrency({ unit, ofCounts }: Measure): boolean {
	return unit !== 'count' && !ofCounts
}

function withoutCurrency(sums: Sum[]): Sum[] {
	return added(sums.map((sum) => ({ ...sum, currency: '' })))
}

/** What reasons have a share of is not told apart by them. */
function isWhole(component: Component | undefined, { groupBy }: Wanted): boolean {
	return groupBy === 'reason' && component !== undefined && component.kind !== 'level' && component.whole === true
}

const nameOf = ({ key, currency }: Pick<Sum, 'key' | 'currency'>) => `${currency} ${key}`
