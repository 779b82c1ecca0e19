import { grid } from './grid.ts'
import { setLines } from './set-block.ts'
import type { Column, Row } from './sheet.ts'
import type { Type } from './type.ts'

/** A row broken into lines: `main` and `details` stand under each other in the first column. */
export type SetRow = { main: string[]; details: string[]; cells: string[][]; lines: number }

/** A table broken into lines, with the title it stands under. Under each row are `air` empty lines. */
export type SetTable = {
	title: string
	columns: Column[]
	set: SetColumns
	rows: SetRow[]
	line: number
	air: 0 | 1
}

export type SetColumns = { places: { left: number; width: number }[]; size: number }

/** A row's lines and the air under them. */
export const rowHeight = (row: SetRow, { line, air }: Pick<SetTable, 'line' | 'air'>) => (row.lines + air) * line

/**
 * Figures are as wide as their widest and are never broken; the first column has the rest. Where that would be too
 * little, the figures are set smaller.
 */
export function setColumns(table: { columns: Column[]; rows: Row[] }, type: Type): SetColumns {
	let size: number = grid.text
	let widths = widthsAt(size, table, type)
	while (grid.inner - total(widths) < grid.column.first && size > 5) {
		size -= 0.5
		widths = widthsAt(size, table, type)
	}
	const rest = Math.max(grid.inner - total(widths), grid.column.first / 2)
	const places = [{ left: 0, width: rest }]
	let left = rest
	for (const width of widths) {
		places.push({ left: left + grid.column.gap, width })
		left += width + grid.column.gap
	}
	return { places, size }
}

const total = (widths: number[]) => widths.reduce((sum, width) => sum + width + grid.column.gap, 0)

function widthsAt(size: number, table: { columns: Column[]; rows: Row[] }, type: Type): number[] {
	return table.columns.slice(1).map(({ title }, index) => {
		const cells = table.rows.map((row) => type.width(row.cells[index + 1] ?? '', size, 400))
		const widest = Math.max(...cells, 0)
		// A quantity has the words of its unit, which may go on a second line; a figure may not.
		const needed = index === 0 ? Math.min(widest, grid.column.quantity) : widest
		return Math.max(needed, type.width(title, grid.small, 400)) + 1
	})
}

/** A row of the table in lines; one that is too long for a page in several parts, the figures beside the first. */
export function setRow(row: Row, { places, size }: SetColumns, type: Type): SetRow[] {
	const [first = '', ...others] = row.cells
	const width = places[0]?.width ?? grid.inner
	const main = setLines(first, width, type, grid.text, 600)
	const details = row.details.flatMap((detail) => setLines(detail, width, type, grid.small, 400))
	const cells = others.map((cell, index) => setLines(cell, places[index + 1]?.width ?? 0, type, size, 400))
	const parts: SetRow[] = []
	for (let from = 0; from === 0 || from < main.length + details.length; from += grid.longestRow) {
		const until = from + grid.longestRow
		const part = {
			main: main.slice(from, until),
			details: details.slice(Math.max(from - main.length, 0), Math.max(until - main.length, 0)),
			cells: from === 0 ? cells : cells.map(() => [' ']),
		}
		const lines = Math.max(part.main.length + part.details.length, ...part.cells.map((cell) => cell.length))
		parts.push({ ...part, lines })
	}
	return parts
}
