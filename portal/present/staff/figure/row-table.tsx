import type { Figure, FigureRow } from '#core/report/answer.ts'
import { TextLink } from '../../../ui/link.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { type Asked, figureAddress } from './address.ts'
import { stretchOf } from './stretch-table.tsx'
import { Change } from './tiles.tsx'
import { nameRow, writeValue } from './value.ts'

/** A figure's rows beside what they are compared with. Every row opens what it is made of. */
export function RowTable({ figure, currency, asked }: { figure: Figure; currency: string | null; asked: Asked }) {
	const { groupBy, unit, compared, measure } = figure
	const inTime = ['day', 'week', 'month', 'quarter', 'year'].includes(groupBy ?? '')
	const own = figure.rows.filter((row) => row.currency === currency)
	const rows = inTime ? own.toReversed() : own
	const addressOf = ({ key }: FigureRow) => {
		const to = inTime ? { period: 'own' as const, ...stretchOf(figure, key), key: undefined } : { key }
		return `${figureAddress(`/staff/figures/${measure}`, asked, { by: groupBy ?? undefined, ...to })}#behind`
	}
	const write = (value: bigint | null) => writeValue(unit, value, currency)
	return (
		<Table
			caption={say('figures.asTable')}
			quietCaption
			rows={rows}
			keyOf={(row) => row.key}
			columns={[
				{
					key: 'name',
					title: say(`figures.dimension.${groupBy ?? 'month'}`),
					cell: (row) => <TextLink href={addressOf(row)}>{nameRow(groupBy, row.key, row.label)}</TextLink>,
				},
				{ key: 'value', title: say('figures.value'), figures: true, lead: true, cell: (row) => write(row.value) },
				...(compared
					? [
							{
								key: 'compared',
								title: say('figures.compared'),
								figures: true,
								cell: (row: FigureRow) => write(row.comparedValue),
							},
							{
								key: 'change',
								title: say('figures.change'),
								figures: true,
								cell: (row: FigureRow) => <Change figure={figure} value={row} />,
							},
						]
					: []),
			]}
		/>
	)
}
