import type { ReactNode } from 'react'

export type Column<Row> = {
	key: string
	title: string
	cell: (row: Row) => ReactNode
	/** Figures stand at the right, under each other. */
	figures?: boolean
	/** On a phone a row is stacked: its first column is the heading, and these stand beside it at the right. */
	lead?: boolean
	/** On a phone in a second line under the heading, at this side, without its title: what says itself what it is. */
	second?: 'left' | 'right'
	/** What can be done with a row says so itself: its title is for screen readers alone. */
	quietTitle?: boolean
	/** Left out on a phone. */
	wideOnly?: boolean
}

type TableProps<Row> = {
	/** Says what the table holds; `quietCaption` keeps it for screen readers where a title says it already. */
	caption: ReactNode
	quietCaption?: boolean
	columns: Column<Row>[]
	rows: readonly Row[]
	keyOf: (row: Row) => string
	/** Sums under the columns, by column key. */
	totals?: Partial<Record<string, ReactNode>>
}

/**
 * Rows and columns on a desk, stacked rows on a phone. Browsers forget what a table is once a style sheet stacks its
 * rows, so every part says its role.
 */
export function Table<Row>({ caption, quietCaption = false, columns, rows, keyOf, totals }: TableProps<Row>) {
	return (
		<div className="relative overflow-x-auto rounded-card border border-line bg-surface shadow-card">
			<table {...as.table} className="stacked w-full border-collapse text-left">
				<caption className={quietCaption ? 'sr-only' : 'px-5 pt-4 pb-2 text-left font-semibold font-serif text-lg'}>
					{caption}
				</caption>
				<thead {...as.rowgroup}>
					<tr {...as.row} className="border-line border-b">
						{columns.map((column) => (
							<th
								key={column.key}
								scope="col"
								{...as.columnheader}
								className={`font-semibold text-muted text-sm ${column.figures ? 'text-right' : ''}`}
							>
								{column.quietTitle ? <span className="sr-only">{column.title}</span> : column.title}
							</th>
						))}
					</tr>
				</thead>
				<tbody {...as.rowgroup}>
					{rows.map((row) => (
						<tr {...as.row} key={keyOf(row)} className="border-line border-b last:border-0 hover:bg-sunken/50">
							{columns.map((column, index) => (
								<Cell key={column.key} column={column} heading={index === 0}>
									{column.cell(row)}
								</Cell>
							))}
						</tr>
					))}
				</tbody>
				{totals ? (
					<tfoot {...as.rowgroup}>
						<tr {...as.row} className="border-ink/60 border-t-2 border-double font-semibold">
							{columns.map((column, index) => (
								<Cell key={column.key} column={column} heading={index === 0}>
									{totals[column.key]}
								</Cell>
							))}
						</tr>
					</tfoot>
				) : null}
			</table>
		</div>
	)
}

function Cell<Row>({ column, heading, children }: { column: Column<Row>; heading: boolean; children: ReactNode }) {
	const looks = column.figures ? 'figures text-right' : undefined
	const second = column.second ? `second-${column.second}` : undefined
	const place = column.lead ? 'lead' : column.wideOnly ? 'wide-only' : second
	if (heading) {
		return (
			<th scope="row" {...as.rowheader} className={looks}>
				<div className="min-w-0">{children}</div>
			</th>
		)
	}
	return (
		<td {...as.cell} className={looks} data-place={place} data-title={column.quietTitle ? undefined : column.title}>
			<span className="cell-value">{children}</span>
		</td>
	)
}

const as = {
	table: { role: 'table' },
	rowgroup: { role: 'rowgroup' },
	row: { role: 'row' },
	columnheader: { role: 'columnheader' },
	rowheader: { role: 'rowheader' },
	cell: { role: 'cell' },
}
