import type { CashPart } from '#core/report/cash-part.ts'
import type { CashRow } from '#core/report/cash-rows.ts'
import { Empty, Section } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { Day, Period } from '../../display.tsx'
import { formatMoney, formatMonth, formatNumber } from '../../format.ts'
import { FileButtons } from '../file-buttons.tsx'
import { type CashAsked, cashAddress } from './cash-address.ts'

type Found = { rows: CashRow[]; count: number; sumMinor: bigint; currency: string }

/** What one bar of a year is made of, by day. */
export function CashRows({ of, part, asked }: { of: Found; part: CashPart; asked: CashAsked }) {
	const { rows, count, sumMinor, currency } = of
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	const when = asked.month ? formatMonth('en', dayOf(asked)) : String(asked.year)
	return (
		<Section
			id="behind"
			title={say('figures.behindOf', { name: `${say(`figures.cash.${part}`)}, ${when}` })}
			intro={
				count === 0
					? undefined
					: `${say('figures.behindNote', { count: formatNumber('en', count), sum: money(sumMinor) })} ${
							count > rows.length ? say('figures.cash.first', { count: rows.length }) : ''
						}`.trim()
			}
			actions={
				<span className="flex flex-wrap gap-3">
					<FileButtons
						to={(ending) => cashAddress(`/staff/figures/cash-flow/rows.${ending}`, asked, { part })}
						rows
						size="small"
					/>
				</span>
			}
		>
			{rows.length === 0 ? (
				<Empty title={say('figures.behindNone')}>{say('figures.behindNoneNote')}</Empty>
			) : (
				<Table
					caption={say('figures.behind')}
					quietCaption
					rows={rows}
					keyOf={(row) => [row.kind, row.id, row.contractId, row.on, row.periodFrom, row.periodTo].join()}
					columns={[
						{
							key: 'row',
							title: say('figures.row'),
							cell: (row) => (
								<>
									<TextLink href={addressOf(row)}>{row.number ?? row.customerName}</TextLink>
									<PeriodToCome of={row} />
								</>
							),
						},
						{ key: 'what', title: say('figures.what'), wideOnly: true, cell: (row) => say(`figures.cash.${row.kind}`) },
						{
							key: 'customer',
							title: say('figures.customer'),
							cell: (row) => <TextLink href={`/staff/customers/${row.customerId}`}>{row.customerName}</TextLink>,
						},
						{
							key: 'day',
							title: say(part === 'received' ? 'figures.cash.came' : 'figures.cash.due'),
							cell: (row) => <Day on={row.on} />,
						},
						{
							key: 'amount',
							title: say('figures.amount'),
							figures: true,
							lead: true,
							cell: (row) => money(row.amountMinor),
						},
					]}
				/>
			)}
		</Section>
	)
}

const dayOf = ({ year, month = 1 }: CashAsked) => `${year}-${String(month).padStart(2, '0')}-01`

/** Beside the number, where it is read on a phone as well. */
function PeriodToCome({ of: { periodFrom, periodTo } }: { of: CashRow }) {
	if (!periodFrom || !periodTo) return null
	return (
		<span className="block text-muted text-sm">
			{say('figures.cash.to_come')}, <Period from={periodFrom} to={periodTo} />
		</span>
	)
}

function addressOf({ kind, id, contractId, customerId }: CashRow): string {
	if (kind === 'invoice') return `/staff/invoices/${id}`
	if (kind === 'to_come') return `/staff/contracts/${contractId}`
	return kind === 'instalment' && contractId ? `/staff/contracts/${contractId}/plans` : `/staff/customers/${customerId}`
}
