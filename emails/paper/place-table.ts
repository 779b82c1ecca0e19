import { grid, ink } from './grid.ts'
import type { Placed, PlacedText, Run } from './placed.ts'
import type { Leaf, Plan } from './plan.ts'
import { rowHeight, type SetRow, type SetTable } from './set-table.ts'

/** The rows of one page under the title of their table and the heads of its columns. Returns where they end. */
export function placeTable(
	plan: Plan,
	{ table, starts, rows }: Leaf['tables'][number],
	start: number,
	onto: Placed,
): number {
	const { title = '', columns = [], set, line = grid.line, air = 1 } = plan.tables[table] ?? {}
	const close = { line, air }
	const top = starts && title ? placeTitle(title, start, onto) : start
	const place = (index: number, at: number, runs: Run[]): PlacedText => ({
		kind: 'text',
		role: 'P',
		left: set?.places[index]?.left ?? 0,
		top: at,
		width: set?.places[index]?.width ?? 0,
		side: columns[index]?.side ?? 'left',
		runs,
	})
	const heads = columns.map(({ title }, index) =>
		place(index, top + 2, [{ text: title, size: grid.small, leading: grid.line, colour: ink.quiet }]),
	)
	const size = set?.size ?? grid.text
	const texts = columns.map((_, index) =>
		place(
			index,
			top + grid.tableHead + (air === 0 ? -0.5 : 4),
			index === 0 ? firstColumn(rows, close) : [column(rows, index - 1, size, close)],
		),
	)
	onto.parts.push({
		kind: 'columns',
		role: 'Table',
		table,
		heads,
		headRole: starts ? 'TH' : 'Artifact',
		columns: texts,
		rows: rows.map(({ lines }) => ({ lines, gap: air })),
	})
	let at = top + grid.tableHead - 2
	onto.rules.push({ top: at, left: 0, width: grid.inner })
	for (const row of rows) {
		at += rowHeight(row, close)
		onto.rules.push({ top: at, left: 0, width: grid.inner })
	}
	return at + 2
}

function placeTitle(title: string, top: number, onto: Placed): number {
	const runs: Run[] = [{ text: title, size: 10.5, leading: grid.line + 3, weight: 600 }]
	onto.parts.push({ kind: 'text', role: 'H2', left: 0, top, width: grid.inner, runs })
	return top + grid.tableTitle
}

const empty = (count: number) => Array<string>(count).fill(' ')

type Close = Pick<SetTable, 'line' | 'air'>

function column(rows: SetRow[], index: number, size: number, { line, air }: Close): Run {
	const lines = rows.flatMap((row) => {
		const cell = row.cells[index] ?? []
		return [...cell, ...empty(row.lines - cell.length + air)]
	})
	return { text: lines.slice(0, air === 0 ? undefined : -air).join('\n'), size, leading: line }
}

function firstColumn(rows: SetRow[], { line, air }: Close): Run[] {
	return rows.flatMap((row, index): Run[] => {
		const left = row.lines - row.main.length - row.details.length + (index < rows.length - 1 ? air : 0)
		const small = [...row.details, ...empty(left)].join('\n')
		const end = index < rows.length - 1 ? '\n' : ''
		const main = { text: row.main.join('\n') + (small ? '\n' : end), size: grid.text, leading: line }
		const details = { text: small + end, size: grid.small, leading: line, colour: ink.quiet }
		// The rest of a row that began on the page before may have details only.
		return [...(row.main.length > 0 ? [{ ...main, weight: 600 as const }] : []), ...(small ? [details] : [])]
	})
}
