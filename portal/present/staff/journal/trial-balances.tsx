import type { TrialBalance } from '#core/journal/trial-balance.ts'
import { Empty } from '../../../ui/card.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayJournal as say } from '../../../words/staff-journal.ts'
import { Money } from '../../display.tsx'

const amounts = ['opening', 'debit', 'credit', 'closing'] as const

/** A table a currency: each account, and the sums, which show that nothing is missing. */
export function TrialBalances({ balances }: { balances: readonly TrialBalance[] }) {
	if (balances.length === 0) return <Empty title={say('journal.none')} />
	const currencies = Object.entries(Object.groupBy(balances, ({ currency }) => currency))
	return (
		<div className="flex flex-col gap-8">
			{currencies.map(([currency, rows = []]) => (
				<Table
					key={currency}
					caption={say('journal.accounts', { currency })}
					keyOf={({ account }) => account}
					rows={rows}
					columns={[
						{ key: 'account', title: say('journal.account'), cell: ({ account }) => say(`journal.is.${account}`) },
						...amounts.map((key) => ({
							key,
							title: say(`journal.${key}`),
							figures: true,
							cell: (row: TrialBalance) => <Money of={{ minor: row[`${key}Minor`], currency }} />,
						})),
					]}
					totals={{
						account: say('journal.sum'),
						...Object.fromEntries(
							amounts.map((key) => {
								const minor = rows.reduce((sum, row) => sum + row[`${key}Minor`], 0n)
								return [key, <Money key={key} of={{ minor, currency }} />]
							}),
						),
					}}
				/>
			))}
		</div>
	)
}
