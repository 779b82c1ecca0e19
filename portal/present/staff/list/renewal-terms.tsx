import type { RenewalTerms } from '#core/quote/renew-many.ts'
import { type Column, Table } from '../../../ui/table.tsx'
import { sayList as say } from '../../../words/staff-lists.ts'
import { sayRenewals } from '../../../words/staff-renewals.ts'
import { Day, Money } from '../../display.tsx'

/** What each contract is offered, and the sums of each currency. */
export function RenewalTermsTable({ terms }: { terms: RenewalTerms[] }) {
	const byCurrency = Object.entries(Object.groupBy(terms, ({ currency }) => currency))
	return (
		<div className="mt-5 grid gap-3">
			<Table
				caption={sayRenewals('renewals.caption')}
				rows={terms}
				keyOf={({ contractId }) => contractId}
				columns={columns}
			/>
			<ul className="grid gap-1">
				{byCurrency.map(([currency, rows = []]) => (
					<li key={currency}>
						{sayRenewals('renewals.sum', { currency })}
						{': '}
						<Money of={{ minor: sumOf(rows.map(({ nowMinor }) => nowMinor)), currency }} />
						{' → '}
						<strong>
							<Money of={{ minor: sumOf(rows.map(({ thenMinor }) => thenMinor)), currency }} />
						</strong>
					</li>
				))}
			</ul>
			<p className="text-muted text-sm">{sayRenewals('renewals.note')}</p>
		</div>
	)
}

const sumOf = (amounts: bigint[]) => amounts.reduce((sum, minor) => sum + minor, 0n)

const columns: Column<RenewalTerms>[] = [
	{
		key: 'contract',
		title: say('list.fields.contracts.number'),
		cell: ({ number, customer, becomes }) => (
			<>
				<span className="font-medium">{number}</span> <span className="text-muted">{customer}</span>
				{becomes === 'sent' ? null : (
					<span className="block text-muted text-sm">{sayRenewals(`renewals.${becomes}`)}</span>
				)}
			</>
		),
	},
	{
		key: 'term',
		title: sayRenewals('renewals.term'),
		cell: ({ startsOn, endsOn }) => (
			<>
				<Day on={startsOn} />
				{' – '}
				<Day on={endsOn} />
			</>
		),
	},
	{
		key: 'now',
		title: sayRenewals('renewals.present'),
		figures: true,
		cell: ({ nowMinor, currency }) => <Money of={{ minor: nowMinor, currency }} />,
	},
	{
		key: 'then',
		title: sayRenewals('renewals.next'),
		figures: true,
		lead: true,
		cell: ({ thenMinor, currency }) => <Money of={{ minor: thenMinor, currency }} />,
	},
]
