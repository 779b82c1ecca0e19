import { compare, formatDecimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import { split } from '../money.ts'
import type { DueLine } from '../schedule/terms.ts'

/**
 * Tax per rate on the sum, instead of per line: each rate's tax is rounded once on the sum of its lines, then spread
 * over them by their amounts, so that the total is still the sum of the lines. By company setting.
 */
export function spreadTaxes(lines: readonly DueLine[]): DueLine[] {
	const taxed = [...lines]
	const byRate = new Map<string, number[]>()
	for (const [index, line] of lines.entries()) {
		const rate = formatDecimal(line.price.taxPercent)
		byRate.set(rate, [...(byRate.get(rate) ?? []), index])
	}
	for (const indexes of byRate.values()) {
		const group = indexes.flatMap((index) => taxed[index] ?? [])
		for (const [place, tax] of taxesOf(group).entries()) {
			const index = indexes[place] ?? 0
			const line = taxed[index]
			if (line) taxed[index] = { ...line, tax }
		}
	}
	return taxed
}

/** Credits weigh against charges, so what the group's tax differs from the sum of the lines' goes to its largest line. */
function taxesOf(group: readonly DueLine[]): bigint[] {
	const percent = group[0]?.price.taxPercent
	if (!percent || compare(percent, { digits: 0n, scale: 0 }) === 0) return group.map(() => 0n)
	const net = group.reduce((sum, line) => sum + line.amount, 0n)
	const whole = roundHalfAwayFromZero(net * percent.digits, 100n * powerOfTen(percent.scale))
	const sameSign = group.every((line) => line.amount >= 0n) || group.every((line) => line.amount <= 0n)
	if (sameSign && net !== 0n) {
		return split(
			whole,
			group.map((line) => (line.amount < 0n ? -line.amount : line.amount)),
		)
	}
	const taxes = group.map((line) => line.tax)
	const largest = group.reduce((best, line, index) => (magnitude(line) > magnitude(group[best]) ? index : best), 0)
	const difference = whole - taxes.reduce((sum, tax) => sum + tax, 0n)
	return taxes.map((tax, index) => (index === largest ? tax + difference : tax))
}

function magnitude(line: DueLine | undefined): bigint {
	if (!line) return -1n
	return line.amount < 0n ? -line.amount : line.amount
}
