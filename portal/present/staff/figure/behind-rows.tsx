import type { Figure } from '#core/report/answer.ts'
import type { Behind, BehindRow } from '#core/report/behind.ts'
import { Empty, Section } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { Day } from '../../display.tsx'
import { formatNumber } from '../../format.ts'
import { FileButtons } from '../file-buttons.tsx'
import { type Asked, figureAddress } from './address.ts'
import { nameRow, writeValue } from './value.ts'

type BehindRowsProps = { of: Behind; figure: Figure; rows: Figure; asked: Asked; isRatio: boolean }

/** What a figure is made of, the largest first. */
export function BehindRows({ of, figure, rows, asked, isRatio }: BehindRowsProps) {
	const chosen = rows.rows.find(({ key }) => key === asked.key)
	const name = chosen ? nameRow(rows.groupBy, chosen.key, chosen.label) : undefined
	const count = of.sums.reduce((all, sum) => all + sum.count, 0)
	const isMoney = of.rows.some((row) => !isCounted(figure, row))
	const sums = isMoney
		? of.sums.map(({ amount, currency }) => writeValue('money', amount, currency)).join(', ')
		: formatNumber(
				'en',
				of.sums.reduce((all, { amount }) => all + amount, 0n),
			)
	return (
		<Section
			id="behind"
			title={name ? say('figures.behindOf', { name }) : say('figures.behind')}
			intro={
				of.rows.length > 0 ? (
					<>
						{say('figures.behindNote', { count: formatNumber('en', count), sum: sums })}
						{isRatio ? ` ${say('figures.ratio')}` : ''}
						{count > of.rows.length ? ` ${say('figures.behindFirst', { count: of.rows.length })}` : ''}
					</>
				) : undefined
			}
			actions={
				<span className="flex flex-wrap gap-3">
					{asked.key === undefined ? null : (
						<TextLink href={`${figureAddress(`/staff/figures/${figure.measure}`, asked, { key: undefined })}#behind`}>
							{say('figures.behindWhole')}
						</TextLink>
					)}
					<FileButtons
						to={(ending) => figureAddress(`/staff/figures/${figure.measure}/rows.${ending}`, asked)}
						rows
						size="small"
					/>
				</span>
			}
		>
			{of.rows.length === 0 ? (
				<Empty title={say('figures.behindNone')}>{say('figures.behindNoneNote')}</Empty>
			) : (
				<Table
					caption={say('figures.behind')}
					quietCaption
					rows={of.rows}
					keyOf={(row) => `${row.kind} ${row.id} ${row.currency}`}
					columns={[
						{
							key: 'row',
							title: say('figures.row'),
							cell: (row) => <TextLink href={addressOf(row)}>{row.number ?? row.customerName}</TextLink>,
						},
						{ key: 'what', title: say('figures.what'), wideOnly: true, cell: writeWhat },
						{
							key: 'customer',
							title: say('figures.customer'),
							cell: (row) => <TextLink href={`/staff/customers/${row.customerId}`}>{row.customerName}</TextLink>,
						},
						{ key: 'day', title: say('figures.day'), cell: (row) => <Day on={row.on} /> },
						{
							key: 'amount',
							title: say('figures.amount'),
							figures: true,
							lead: true,
							cell: (row) =>
								isCounted(figure, row) ? formatNumber('en', row.amount) : writeValue('money', row.amount, row.currency),
						},
					]}
				/>
			)}
		</Section>
	)
}

/** Numbers of things are made of things, one each. */
function isCounted({ unit, measure }: Figure, { kind }: BehindRow): boolean {
	return unit === 'count' || unit === 'days' || (kind === 'customer' && measure === 'logo_churn')
}

function writeWhat({ kind, part }: BehindRow): string {
	if (kind === 'movement' && isMovement(part)) return say(`figures.part.${part}`)
	return say(`figures.kind.${kind}`)
}

const movementKinds = ['new', 'expansion', 'contraction', 'churn', 'reactivation', 'switch'] as const
const isMovement = (part: string | null): part is (typeof movementKinds)[number] =>
	movementKinds.some((kind) => kind === part)

function addressOf({ kind, id, contractId, customerId }: BehindRow): string {
	if (kind === 'invoice') return `/staff/invoices/${id}`
	if ((kind === 'contract' || kind === 'movement') && contractId) return `/staff/contracts/${contractId}`
	return `/staff/customers/${customerId}`
}
