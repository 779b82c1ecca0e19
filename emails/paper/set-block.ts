import type { Weight } from './fonts.ts'
import { grid } from './grid.ts'
import { breakLines } from './lines.ts'
import type { Block, Pair, Sheet } from './sheet.ts'
import type { Type } from './type.ts'

/** A block broken into lines. The values of its pairs may need several; `labels` is the width of their labels. */
export type SetBlock = {
	label: string
	strong: string[]
	lines: string[]
	pairs: { label: string; lines: string[] }[]
	labels: number
	height: number
}

/** At least one line. An empty one has no height of its own in the layout; a space has. */
export function setLines(text: string, width: number, type: Type, size: number, weight: Weight): string[] {
	const lines = breakLines(text, width, (part) => type.width(part, size, weight))
	return lines.map((line) => line || ' ')
}

const between = 10

export function setBlock(block: Block, width: number, type: Type): SetBlock {
	const lines = block.lines.flatMap((line) => setLines(line, width, type, grid.text, 400))
	const strong = block.strong ? setLines(block.strong, width, type, grid.text, 600) : []
	const labels = Math.max(0, ...(block.pairs ?? []).map(({ label }) => type.width(label, grid.text, 400))) + between
	const pairs = (block.pairs ?? []).map(({ label, value }) => ({
		label,
		lines: setLines(value, Math.max(width - labels, width / 3), type, grid.text, 400),
	}))
	const count = strong.length + lines.length + pairs.reduce((sum, pair) => sum + pair.lines.length, 0)
	return { label: block.label, strong, lines, pairs, labels, height: (1 + count) * grid.line + 3 }
}

export const factWidth = (fact: Pair, type: Type) =>
	Math.max(type.width(fact.label, grid.small, 400), type.width(fact.value, grid.text, 600)) + 1

/** Facts in rows across the page. One that needs more than half of it becomes a block under the table. */
export function setFacts(facts: Pair[], type: Type): { rows: Pair[][]; long: Block[] } {
	const rows: Pair[][] = [[]]
	const long: Block[] = []
	let room: number = grid.inner
	for (const fact of facts) {
		const width = factWidth(fact, type)
		if (width > grid.inner / 2) {
			long.push({ label: fact.label, lines: [fact.value] })
			continue
		}
		if (width > room) {
			rows.push([])
			room = grid.inner
		}
		rows.at(-1)?.push(fact)
		room -= width + grid.factGap
	}
	return { rows, long }
}

/** The width of the sums: as usual, or more where a label and its figure would meet. */
export function sumsWidth(sums: Sheet['sums'], type: Type): number {
	const needs = sums.map(({ label, value, weight }) => {
		const [size, face] = weight === 'strong' ? ([10.5, 600] as const) : ([grid.text, 400] as const)
		return type.width(label, size, face) + type.width(value, size, face) + 14
	})
	return Math.min(Math.max(grid.sums, ...needs), grid.inner)
}
