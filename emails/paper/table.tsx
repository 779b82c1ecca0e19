import { Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import { grid, ink } from './grid.ts'
import { type Plan, rowHeight, type SetRow } from './plan.ts'
import { Rules } from './rules.tsx'

/**
 * The rows of one page. A column is a single Text with line breaks, which the library sets in half the time of a
 * box for every cell; the rows stay aligned because the plan has broken every cell into the same number of lines.
 */
export function Table({ plan, rows }: { plan: Plan; rows: SetRow[] }): ReactNode {
	const height = rows.reduce((sum, row) => sum + rowHeight(row), 0)
	const place = (index: number) => ({
		position: 'absolute' as const,
		top: grid.tableHead + 5,
		left: plan.columns[index]?.left ?? 0,
		width: (plan.columns[index]?.width ?? 0) + 2,
		textAlign: plan.sheet.columns[index]?.side ?? ('left' as const),
	})
	return (
		<View style={{ height: grid.tableHead + height }}>
			<TableHead plan={plan} />
			<Rules at={ruleHeights(rows)} width={grid.inner} />
			<Text style={place(0)}>{rows.map(firstCell)}</Text>
			{plan.sheet.columns.slice(1).map((column, index) => (
				<Text key={column.title} style={place(index + 1)}>
					{rows.map((row) => padded(row.cells[index] ?? [], row.lines)).join('\n')}
				</Text>
			))}
		</View>
	)
}

function TableHead({ plan }: { plan: Plan }): ReactNode {
	return plan.sheet.columns.map((column, index) => (
		<Text
			key={column.title}
			style={{
				position: 'absolute',
				top: 2,
				left: plan.columns[index]?.left ?? 0,
				width: (plan.columns[index]?.width ?? 0) + 2,
				textAlign: column.side,
				fontSize: grid.small,
				color: ink.quiet,
			}}
		>
			{column.title}
		</Text>
	))
}

function ruleHeights(rows: SetRow[]): number[] {
	let at = grid.tableHead - 2
	return [
		at,
		...rows.map((row) => {
			at += rowHeight(row)
			return at
		}),
	]
}

// The line between two rows; a space, because the layout drops the height of an empty line.
const air = '\n \n'

function firstCell(row: SetRow, index: number, rows: SetRow[]): ReactNode {
	const missing = row.lines - row.main.length - row.details.length
	const end = '\n '.repeat(missing) + (index < rows.length - 1 ? air : '')
	const details = row.details.length > 0 ? `\n${row.details.join('\n')}` : ''
	return [
		<Text key={`main ${index}`} style={{ fontWeight: 600 }}>
			{row.main.join('\n')}
		</Text>,
		<Text key={`details ${index}`} style={{ fontSize: grid.small, color: ink.quiet }}>
			{details + end}
		</Text>,
	]
}

const padded = (lines: string[], count: number) =>
	[...lines, ...Array<string>(count - lines.length + 1).fill(' ')].join('\n')
