import { grid, longBlock } from './grid.ts'
import { breakLines } from './lines.ts'
import type { Block, Pair, Sheet } from './sheet.ts'
import type { Type } from './type.ts'

/** A row broken into lines: `main` and `details` stand under each other in the first column. */
export type SetRow = { main: string[]; details: string[]; cells: string[][]; lines: number }
export type SetBlock = Block & { height: number }
export type Leaf = { number: number; of: number; first: boolean; rows: SetRow[]; closing: boolean; terms: string[] }
export type Plan = {
	type: Type
	sheet: Sheet
	columns: { left: number; width: number }[]
	company: string[]
	parties: SetBlock[]
	facts: Pair[][]
	blocks: SetBlock[]
	foot: string[]
	leaves: Leaf[]
}

/** Breaks every text into lines and deals the rows out to pages; what it decides is what gets printed. */
export function plan(sheet: Sheet, type: Type): Plan {
	const columns = columnsOf(sheet, type)
	const half = grid.inner / 2 - grid.gap
	const parties = sheet.parties.map((block) => setBlock(block, half, type))
	const facts = factRows(sheet.facts, type)
	const blocks = sheet.blocks.map((block) => setBlock(block, grid.blocks, type))
	const beside = blocks.filter((block) => block.lines.length <= longBlock)
	const terms = sheet.blocks
		.filter((_, index) => (blocks[index]?.lines.length ?? 0) > longBlock)
		.flatMap((block) => [block.label, ...setBlock(block, grid.inner, type).lines])
	const set = { type, sheet, columns, parties, facts, blocks: beside }
	const company = setLines(sheet.company, half, type, 14, 600).slice(0, 2)
	const rows = sheet.rows.map((row) => setRow(row, columns, type))
	const top = grid.head + headHeight(parties, facts)
	const foot = sheet.foot.flatMap((line) => setLines(line, grid.inner - 54, type, 7, 400))
	return { ...set, company, foot, leaves: deal(rows, top, closingHeight(beside, sheet.sums.length), terms) }
}

const page = grid.height - grid.top - grid.foot

function deal(rows: SetRow[], top: number, closing: number, terms: string[]): Leaf[] {
	const leaves: Omit<Leaf, 'of'>[] = []
	const open = (first: boolean) => {
		const leaf = { number: leaves.length + 1, first, rows: [], closing: false, terms: [] }
		leaves.push(leaf)
		return leaf as Omit<Leaf, 'of'>
	}
	let leaf = open(true)
	let room = page - top - grid.tableHead
	for (const [index, row] of rows.entries()) {
		// The last row keeps the sums company: a total alone on a page says nothing.
		const needs = rowHeight(row) + (index === rows.length - 1 ? closing : 0)
		const roomOnNew = page - grid.runningHead - grid.tableHead
		if (needs > room && (leaf.rows.length > 0 || needs <= roomOnNew)) {
			leaf = open(false)
			room = roomOnNew
		}
		leaf.rows.push(row)
		room -= rowHeight(row)
	}
	if (closing > room) {
		leaf = open(false)
		room = page - grid.runningHead
	}
	leaf.closing = true
	room -= closing
	for (const term of terms) {
		if (room < grid.line) {
			leaf = open(false)
			room = page - grid.runningHead
		}
		leaf.terms.push(term)
		room -= grid.line
	}
	return leaves.map((each) => ({ ...each, of: leaves.length }))
}

/** A row's lines and the air under them: one line, half of it above the rule. */
export const rowHeight = (row: SetRow) => (row.lines + 1) * grid.line

export const headHeight = (parties: SetBlock[], facts: Pair[][]) =>
	Math.max(0, ...parties.map((block) => block.height)) +
	grid.gap +
	facts.length * grid.factRow +
	grid.gap +
	grid.highlight +
	grid.gap

/** Room for so many sums, two of them with a rule above. */
export const sumsHeight = (sums: number) => sums * grid.sum + 2 * grid.sumGap

const closingHeight = (blocks: SetBlock[], sums: number) =>
	grid.gap +
	Math.max(
		sumsHeight(sums),
		blocks.reduce((sum, block) => sum + block.height + 10, 0),
	)

function setRow(row: Sheet['rows'][number], columns: Plan['columns'], type: Type): SetRow {
	const [first = '', ...others] = row.cells
	const width = columns[0]?.width ?? grid.inner
	const main = setLines(first, width, type, grid.text, 600)
	const details = row.details.flatMap((detail) => setLines(detail, width, type, grid.small, 400))
	const cells = others.map((cell, index) => setLines(cell, columns[index + 1]?.width ?? 0, type, grid.text, 400))
	const lines = Math.max(main.length + details.length, ...cells.map((cell) => cell.length))
	return { main, details, cells, lines }
}

/** At least one line. An empty one has no height of its own in the layout; a space has. */
function setLines(text: string, width: number, type: Type, size: number, weight: 400 | 600): string[] {
	const lines = breakLines(text, width, (part) => type.width(part, size, weight))
	return lines.map((line) => line || ' ')
}

function setBlock(block: Block, width: number, type: Type): SetBlock {
	const lines = block.lines.flatMap((line) => setLines(line, width, type, grid.text, 400))
	const strong = block.strong ? setLines(block.strong, width, type, grid.text, 600) : []
	const pairs = block.pairs ?? []
	const height = (1 + strong.length + lines.length + pairs.length) * grid.line + 3
	return { ...block, ...(block.strong ? { strong: strong.join('\n') } : {}), lines, pairs, height }
}

/** Figures are as wide as their widest; the first column has the rest. */
function columnsOf(sheet: Sheet, type: Type): Plan['columns'] {
	const widths = sheet.columns.slice(1).map(({ title }, index) => {
		const cells = sheet.rows.map((row) => type.width(row.cells[index + 1] ?? '', grid.text, 400))
		const widest = Math.min(Math.max(...cells, 0), grid.column.widest)
		return Math.max(widest, type.width(title, grid.small, 400)) + 1
	})
	const taken = widths.reduce((sum, width) => sum + width + grid.column.gap, 0)
	const columns = [{ left: 0, width: grid.inner - taken }]
	let left = grid.inner - taken
	for (const width of widths) {
		columns.push({ left: left + grid.column.gap, width })
		left += width + grid.column.gap
	}
	return columns
}

export const factWidth = (fact: Pair, type: Type) =>
	Math.max(type.width(fact.label, grid.small, 400), type.width(fact.value, grid.text, 600)) + 1

function factRows(facts: Pair[], type: Type): Pair[][] {
	const rows: Pair[][] = [[]]
	let room: number = grid.inner
	for (const fact of facts) {
		const width = factWidth(fact, type)
		if (width > room) {
			rows.push([])
			room = grid.inner
		}
		rows.at(-1)?.push(fact)
		room -= width + grid.factGap
	}
	return rows
}
