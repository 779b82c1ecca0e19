import { compare, formatDecimal } from '../decimal.ts'
import { split } from '../money.ts'
import { asPriced, taxed } from '../schedule/price.ts'
import type { DueLine } from '../schedule/terms.ts'

/**
 * Tax per rate on the sum, instead of per line: each rate's tax is rounded once on the sum of its lines, then spread
 * over them by their amounts, so that the total is still the sum of the lines. By company setting. Where prices include it,
 * it is taken out of the sum, and what is paid for each line stays its price.
 */
export function spreadTaxes(lines: readonly DueLine[]): DueLine[] {
	const spread = [...lines]
	const byRate = new Map<string, number[]>()
	for (const [index, line] of lines.entries()) {
		const rate = `${formatDecimal(line.price.taxPercent)} ${line.price.taxWithin ? 'within' : 'added'}`
		byRate.set(rate, [...(byRate.get(rate) ?? []), index])
	}
	for (const indexes of byRate.values()) {
		const group = indexes.flatMap((index) => spread[index] ?? [])
		for (const [place, tax] of taxesOf(group).entries()) {
			const index = indexes[place] ?? 0
			const line = spread[index]
			if (line) spread[index] = { ...line, tax, amount: line.price.taxWithin ? asPriced(line) - tax : line.amount }
		}
	}
	return spread
}

/** Credits weigh against charges, so what the group's tax differs from the sum of the lines' goes to its largest line. */
function taxesOf(group: readonly DueLine[]): bigint[] {
	const percent = group[0]?.price.taxPercent
	if (!percent || compare(percent, { digits: 0n, scale: 0 }) === 0) return group.map(() => 0n)
	const amounts = group.map(asPriced)
	const sum = amounts.reduce((total, amount) => total + amount, 0n)
	const { tax: whole } = taxed(sum, group[0]?.price ?? { taxPercent: percent })
	const sameSign = amounts.every((amount) => amount >= 0n) || amounts.every((amount) => amount <= 0n)
	if (sameSign && sum !== 0n) {
		return split(
			whole,
			amounts.map((amount) => (amount < 0n ? -amount : amount)),
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
