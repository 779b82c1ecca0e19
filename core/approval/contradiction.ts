import { parseDecimal, powerOfTen } from '../decimal.ts'
import type { Condition } from './workflow.ts'

const risks = ['low', 'medium', 'high']
/** Of a discount: finer than any that is typed. */
const places = 12

/** What a condition leaves of a fact, both ends included; null is no end. */
type Range = { least: bigint | null; most: bigint | null }

/**
 * The first condition, counted from 1, that never holds by itself or with those before it about the same fact: such a
 * workflow would ask nobody. Amounts in two currencies are not compared. The values must have been checked. Pure.
 */
export function findContradiction(
	conditions: readonly Condition[],
): { fact: Condition['fact']; number: number } | null {
	const ranges = new Map<string, Range>()
	const codes = new Map<string, string>()
	for (const [index, one] of conditions.entries()) {
		const { fact, value, currency = '' } = one
		if (fact === 'role' || fact === 'currency') {
			if ((codes.get(fact) ?? value) !== value) return { fact, number: index + 1 }
			codes.set(fact, value)
			continue
		}
		const key = `${fact} ${currency}`
		const range = narrow(ranges.get(key) ?? whole(fact), one)
		if (range.least !== null && range.most !== null && range.least > range.most) return { fact, number: index + 1 }
		ranges.set(key, range)
	}
	return null
}

/** A discount may be below zero: a price above the list's. */
function whole(fact: Condition['fact']): Range {
	return { least: fact === 'discount' ? null : 0n, most: fact === 'risk' ? BigInt(risks.length - 1) : null }
}

function narrow({ least, most }: Range, { fact, is, value }: Condition): Range {
	const at = fact === 'risk' ? BigInt(risks.indexOf(value)) : fact === 'discount' ? inUnits(value) : BigInt(value)
	const from = is === 'below' ? null : is === 'above' ? at + 1n : at
	const to = is === 'below' ? at - 1n : is === 'equal' ? at : null
	return {
		least: from !== null && (least === null || from > least) ? from : least,
		most: to !== null && (most === null || to < most) ? to : most,
	}
}

function inUnits(value: string): bigint {
	const { digits, scale } = parseDecimal(value)
	return digits * powerOfTen(places - scale)
}
