import { split } from '../money.ts'

/** Of a line: what of it is before tax, and its tax. Minor units. */
export type LineShare = { netMinor: bigint; taxMinor: bigint }

/**
 * What each instalment has of each line, in the order of both: of what the ones before it have left, in proportion, largest
 * remainder first. Every instalment is the sum of its parts, and where all together are what the lines are worth, the parts of
 * every line are its amount and its tax to the minor unit.
 */
export function shareInstalments(lines: readonly LineShare[], amountsMinor: readonly bigint[]): LineShare[][] {
	const left = lines.flatMap(({ netMinor, taxMinor }) => [netMinor, taxMinor])
	return amountsMinor.map((amountMinor) => {
		const parts = split(amountMinor, left)
		for (const [place, part] of parts.entries()) left[place] = (left[place] ?? 0n) - part
		return lines.map((_, index) => ({ netMinor: parts[2 * index] ?? 0n, taxMinor: parts[2 * index + 1] ?? 0n }))
	})
}
