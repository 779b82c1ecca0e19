import { grid, ink } from './grid.ts'
import type { Placed, PlacedText, Run } from './placed.ts'
import type { Plan } from './plan.ts'
import { rowHeight, type SetRow } from './set-table.ts'

/** The rows of one page under the heads of their columns. Returns where they end. */
export function placeTable(plan: Plan, rows: SetRow[], first: boolean, top: number, onto: Placed): number {
	const { sheet, columns } = plan
	const place = (index: number, at: number, runs: Run[]): PlacedText => ({
		kind: 'text',
		role: 'P',
		left: columns.places[index]?.left ?? 0,
		top: at,
		width: columns.places[index]?.width ?? 0,
		side: sheet.columns[index]?.side ?? 'left',
		runs,
	})
	const heads = sheet.columns.map(({ title }, index) =>
		place(index, top + 2, [{ text: title, size: grid.small, leading: grid.line, colour: ink.quiet }]),
	)
	const texts = sheet.columns.map((_, index) =>
		place(index, top + grid.tableHead + 4, index === 0 ? firstColumn(rows) : [column(rows, index - 1, columns.size)]),
	)
	onto.parts.push({
		kind: 'columns',
		role: 'Table',
		heads,
		headRole: first ? 'TH' : 'Artifact',
		columns: texts,
		rows: rows.map(({ lines }) => ({ lines, gap: 1 })),
	})
	let at = top + grid.tableHead - 2
	onto.rules.push({ top: at, left: 0, width: grid.inner })
	for (const row of rows) {
		at += rowHeight(row)
		onto.rules.push({ top: at, left: 0, width: grid.inner })
	}
	return at + 2
}

const empty = (count: number) => Array<string>(count).fill(' ')

function column(rows: SetRow[], index: number, size: number): Run {
	const lines = rows.flatMap((row) => {
		const cell = row.cells[index] ?? []
		return [...cell, ...empty(row.lines - cell.length + 1)]
	})
	return { text: lines.slice(0, -1).join('\n'), size, leading: grid.line }
}

function firstColumn(rows: SetRow[]): Run[] {
	return rows.flatMap((row, index): Run[] => {
		const left = row.lines - row.main.length - row.details.length + (index < rows.length - 1 ? 1 : 0)
		const small = [...row.details, ...empty(left)].join('\n')
		const end = index < rows.length - 1 ? '\n' : ''
		const main = { text: row.main.join('\n') + (small ? '\n' : end), size: grid.text, leading: grid.line }
		const details = { text: small + end, size: grid.small, leading: grid.line, colour: ink.quiet }
		// The rest of a row that began on the page before may have details only.
		return [...(row.main.length > 0 ? [{ ...main, weight: 600 as const }] : []), ...(small ? [details] : [])]
	})
}
