import type { Figure } from '#core/report/answer.ts'
import type { Dimension } from '#core/report/question.ts'
import { Empty } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { type Asked, figureAddress } from './address.ts'
import { Change, totalIn } from './tiles.tsx'
import { nameRow, writeValue } from './value.ts'

type Row = { key: string; name: string }
type PerformanceProps = {
	figures: readonly Figure[]
	currency: string
	asked: Asked
	caption: string
	dimension: Dimension
}

/** How teams or people did, by several measures beside each other. Every number opens what it is made of. */
export function Performance({ figures, currency, asked, caption, dimension }: PerformanceProps) {
	const rows = rowsOf(figures, currency)
	if (rows.length === 0) return <Empty title={say('figures.behindNone')}>{say('figures.behindNoneNote')}</Empty>
	const columns: Column<Row>[] = [
		{ key: 'name', title: say(`figures.dimension.${dimension}`), cell: (row) => row.name },
		...figures.map(
			(figure): Column<Row> => ({
				key: figure.measure,
				title: say(`figures.measure.${figure.measure}`),
				figures: true,
				cell: ({ key }) => {
					const row = figure.rows.find((one) => one.key === key && (one.currency === currency || one.currency === null))
					if (!row) return <span className="text-muted">–</span>
					const behind = figureAddress(`/staff/figures/${figure.measure}`, asked, { by: dimension, key })
					return (
						<>
							<TextLink href={behind}>{writeValue(figure.unit, row.value, row.currency)}</TextLink>
							<span className="block text-sm">
								<Change figure={figure} value={row} />
							</span>
						</>
					)
				},
			}),
		),
	]
	const totals = Object.fromEntries(
		figures.map((figure) => [
			figure.measure,
			writeValue(figure.unit, totalIn(figure, currency)?.value ?? 0n, currency),
		]),
	)
	return (
		<Table
			caption={caption}
			quietCaption
			columns={columns}
			rows={rows}
			keyOf={(row) => row.key}
			totals={{ name: say('figures.total'), ...totals }}
		/>
	)
}

/** In the order of the first measure, then whoever has something of another. */
function rowsOf(figures: readonly Figure[], currency: string): Row[] {
	const rows = new Map<string, Row>()
	for (const { rows: all, groupBy } of figures)
		for (const { key, label, currency: own } of all)
			if (own === currency || own === null) rows.set(key, { key, name: nameRow(groupBy, key, label) })
	return [...rows.values()]
}
