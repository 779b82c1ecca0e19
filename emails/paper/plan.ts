import { grid, longBlock } from './grid.ts'
import { type SetBlock, setBlock, setFacts, setLines, sumsWidth } from './set-block.ts'
import { rowHeight, type SetRow, type SetTable, setColumns, setRow } from './set-table.ts'
import type { Pair, Sheet } from './sheet.ts'
import type { Type } from './type.ts'

export type Leaf = {
	number: number
	of: number
	first: boolean
	/** Parts of tables by their place among the plan's; `starts` is the part with the first row. */
	tables: { table: number; starts: boolean; rows: SetRow[] }[]
	closing: boolean
	terms: string[]
}

/** What is printed, broken into lines and dealt out to pages. */
export type Plan = {
	type: Type
	sheet: Sheet
	tables: SetTable[]
	company: string[]
	parties: SetBlock[]
	facts: Pair[][]
	blocks: SetBlock[]
	/** The width of the sums. */
	sums: number
	foot: string[]
	leaves: Leaf[]
}

/** Breaks every text into lines and deals the rows out to pages; what it decides is what gets printed. */
export function plan(sheet: Sheet, type: Type): Plan {
	const tables = [{ ...sheet, title: '' }, ...(sheet.more ?? [])]
		.filter((table) => table.rows.length > 0)
		.map(({ title, columns, rows, dense }): SetTable => {
			const set = setColumns({ columns, rows }, type)
			const close = dense ? ({ line: grid.denseLine, air: 0 } as const) : ({ line: grid.line, air: 1 } as const)
			return { title, columns, set, rows: rows.flatMap((row) => setRow(row, set, type)), ...close }
		})
	const half = grid.inner / 2 - grid.gap
	const parties = sheet.parties.map((block) => setBlock(block, half, type))
	const facts = setFacts(sheet.facts, type)
	const sums = sumsWidth(sheet.sums, type)
	const room = Math.max(Math.min(grid.blocks, grid.inner - sums - grid.gap), grid.inner / 4)
	const asked = [...sheet.blocks, ...facts.long]
	const set = asked.map((block) => ({ block, set: setBlock(block, room, type) }))
	const blocks = set.filter((each) => each.set.lines.length <= longBlock).map((each) => each.set)
	const terms = set
		.filter((each) => each.set.lines.length > longBlock)
		.flatMap(({ block }) => [block.label, ...setBlock(block, grid.inner, type).lines])
	const top = grid.head + headHeight(parties, facts.rows)
	return {
		type,
		sheet,
		tables,
		company: shortened(setLines(sheet.company, half, type, 14, 600), 2),
		parties,
		facts: facts.rows,
		blocks,
		sums,
		foot: sheet.foot.flatMap((line) => setLines(line, grid.inner - 54, type, 7, 400)),
		leaves: deal(tables, top, closingHeight(blocks, sheet.sums.length) + endHeight(sheet), terms),
	}
}

const endHeight = ({ drawing, code }: Sheet) =>
	(drawing ? grid.drawing : 0) + (code ? grid.gap + grid.code + grid.codeLabel : 0)

/** The first lines of a name at the head; the whole of it stands among the parties. */
const shortened = (lines: string[], most: number) =>
	lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]?.replace(/[\s,;.]+$/, '')}…`] : lines

const page = grid.height - grid.top - grid.foot

function deal(tables: SetTable[], top: number, closing: number, terms: string[]): Leaf[] {
	const leaves: Omit<Leaf, 'of'>[] = []
	const open = (first: boolean) => {
		const leaf = { number: leaves.length + 1, first, tables: [], closing: false, terms: [] }
		leaves.push(leaf)
		return leaf as Omit<Leaf, 'of'>
	}
	let leaf = open(true)
	let room = page - top
	for (const [table, set] of tables.entries()) {
		const { title, rows } = set
		for (const [index, row] of rows.entries()) {
			const starts = index === 0
			// The last row keeps the sums company: a total alone on a page says nothing.
			const last = table === tables.length - 1 && index === rows.length - 1
			const needs = rowHeight(row, set) + (last ? closing : 0)
			const above = starts ? headOf(title, leaf.tables.length > 0) : 0
			const roomOnNew = page - grid.runningHead - headOf(starts ? title : '', false)
			if (needs + above > room && (leaf.tables.length > 0 || needs <= roomOnNew)) {
				leaf = open(false)
				room = roomOnNew
				leaf.tables.push({ table, starts, rows: [] })
			} else if (starts) {
				room -= above
				leaf.tables.push({ table, starts, rows: [] })
			}
			leaf.tables.at(-1)?.rows.push(row)
			room -= rowHeight(row, set)
		}
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

/** What stands above the rows of a table: a gap to the table before, its title, the heads of its columns. */
export const headOf = (title: string, below: boolean) =>
	(below ? grid.gap : 0) + (title ? grid.tableTitle : 0) + grid.tableHead

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
