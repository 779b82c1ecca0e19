import { formatDay, parseDay } from '#core/calendar.ts'
import type { Figure } from '#core/report/answer.ts'
import { TextLink } from '../../../ui/link.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { type Asked, figureAddress } from './address.ts'
import { nameRow, writeValue } from './value.ts'

/** Measures over time, a row a stretch, the latest first. Every number opens what it is made of. */
export function StretchTable({
	figures,
	currency,
	asked,
}: {
	figures: readonly Figure[]
	currency: string | null
	asked: Asked
}) {
	const [first] = figures
	if (!first) return null
	const rows = first.rows.filter((row) => row.currency === currency).toReversed()
	return (
		<Table
			caption={say('figures.asTable')}
			quietCaption
			rows={rows}
			keyOf={(row) => row.key}
			columns={[
				{
					key: 'stretch',
					title: say(`figures.dimension.${first.groupBy ?? 'month'}`),
					cell: ({ key, label }) => nameRow(first.groupBy, key, label),
				},
				...figures.map((figure) => ({
					key: figure.measure,
					title: say(`figures.measure.${figure.measure}`),
					figures: true,
					cell: ({ key }: { key: string }) => {
						const row = figure.rows.find((one) => one.key === key && one.currency === currency)
						const whole = { period: 'own' as const, ...stretchOf(figure, key), by: undefined }
						return (
							<TextLink href={figureAddress(`/staff/figures/${figure.measure}`, asked, whole)}>
								{writeValue(figure.unit, row?.value ?? 0n, currency)}
							</TextLink>
						)
					},
				})),
			]}
		/>
	)
}

/** The days of one stretch, the last of them included. */
export function stretchOf({ rows, period }: Figure, key: string): { from: string; to: string } {
	const starts = [...new Set(rows.map((row) => row.key))].sort()
	const next = starts[starts.indexOf(key) + 1] ?? period.to
	return { from: key, to: formatDay(parseDay(next) - 1) }
}
