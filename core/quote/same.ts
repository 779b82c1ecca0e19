import type { CheckedDiscount } from '../contract/input.ts'
import { compare, parseDecimal } from '../decimal.ts'

/** Whether two exact decimals are the same number, however they are written. */
export const sameDecimal = (one: string, other: string) => compare(parseDecimal(one), parseDecimal(other)) === 0

const sameOrNone = (one: string | undefined, other: string | undefined) =>
	one === undefined || other === undefined ? one === other : sameDecimal(one, other)

/** Whether the same is taken off everything, as long. */
export function sameDiscounts(some: readonly CheckedDiscount[], others: readonly CheckedDiscount[]): boolean {
	return (
		some.length === others.length &&
		some.every((one, index) => {
			const other = others[index]
			if (!other) return false
			return (
				sameOrNone(one.percent, other.percent) &&
				sameOrNone(one.amount, other.amount) &&
				(one.months ?? null) === (other.months ?? null) &&
				(one.until ?? null) === (other.until ?? null)
			)
		})
	)
}
