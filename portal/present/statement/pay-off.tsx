import type { Statement, StatementAccount, StatementContract } from '#core/journal/statement.ts'
import { Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Table } from '#portal/ui/table.tsx'
import { usePayOffWords } from '#portal/words/use-pay-off-words.ts'
import { useFormats, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { formatDay } from '../format.ts'
import { SumStrip } from '../penalty/sum-strip.tsx'
import type { StatementPaths } from './statement.tsx'

type Part = { account: StatementAccount; statement: Statement; paths: StatementPaths }

/** What settles everything on the day asked for, beside the account: penalty interest is stated, what of it is invoiced stands in the account. */
export function PayOff({ account, statement, paths }: Part) {
	const say = useWords()
	const payOff = usePayOffWords()
	const formats = useFormats()
	const { penalty, coming, comingMinor, afterMinor, payOffMinor, openMinor, plans, currency } = account
	const ahead = statement.payOffOn > statement.on
	const bears = penalty !== null && (penalty.accruedMinor > 0n || penalty.billedMinor > 0n)
	if (!ahead && !bears && plans.length === 0) return <Links account={account} statement={statement} paths={paths} />
	const { accruedMinor = 0n, waivedMinor = 0n, billedMinor = 0n, paidMinor = 0n, dueMinor = 0n } = penalty ?? {}
	const sums: readonly (readonly [string, bigint, boolean])[] = [
		[say('penalty.open'), openMinor, true],
		[payOff('payOff.coming'), comingMinor, comingMinor !== 0n],
		[say('penalty.accrued'), accruedMinor, bears],
		[say('penalty.waived'), -waivedMinor, waivedMinor > 0n],
		[say('penalty.billed'), -billedMinor, billedMinor > 0n],
		[say('penalty.paid'), -paidMinor, paidMinor > 0n],
		[say('penalty.due'), dueMinor, bears],
		[say('penalty.payOff'), payOffMinor, true],
		[payOff('payOff.after'), afterMinor ?? 0n, (afterMinor ?? 0n) > 0n],
	]
	return (
		<Section title={payOff('payOff.on', { day: formatDay(formats, statement.payOffOn) })}>
			<SumStrip sums={sums.flatMap(([name, minor, shown]) => (shown ? { name, minor } : []))} currency={currency} />
			{coming.length > 0 ? (
				<div className="mt-4">
					<Table
						caption={payOff('payOff.coming')}
						rows={coming.map((item, place) => ({ ...item, place }))}
						keyOf={({ place }) => String(place)}
						columns={[
							{ key: 'on', title: say('statement.date'), cell: ({ on }) => <Day on={on} /> },
							{ key: 'due', title: say('statement.due'), cell: ({ dueOn }) => <Day on={dueOn} /> },
							{
								key: 'contract',
								title: say('statement.contract'),
								wideOnly: true,
								cell: ({ contract }) => named(contract),
							},
							{
								key: 'total',
								title: say('statement.total'),
								figures: true,
								lead: true,
								cell: ({ minor }) => <Money of={{ minor, currency }} />,
							},
						]}
					/>
				</div>
			) : null}
			<Links account={account} statement={statement} paths={paths} />
		</Section>
	)
}

const named = ({ title, number }: StatementContract) => title || number

/** How the interest of each contract is reckoned, and what settles it on any day. */
function Links({ account: { items, plans, penalty }, statement: { contract }, paths }: Part) {
	const payOff = usePayOffWords()
	if (!paths.penalty) return null
	const of = contract ? [contract] : [...items, ...plans].flatMap((one) => one.contract ?? [])
	const contracts = [...new Map(of.map((one) => [one.id, one])).values()]
	if (contracts.length === 0 || (penalty === null && items.length === 0 && plans.length === 0)) return null
	return (
		<p className="no-print mt-3 flex flex-wrap gap-x-4 gap-y-1">
			<span>{payOff('payOff.see')}:</span>
			{contracts.map((one) => (
				<TextLink key={one.id} href={paths.penalty?.(one.id) ?? ''}>
					{named(one)}
				</TextLink>
			))}
		</p>
	)
}

/** The instalments as agreed, and what came of each. */
export function Plans({ account: { plans, currency } }: Pick<Part, 'account'>) {
	const say = useWords()
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	return plans.map(({ contract, ...plan }) => (
		<Section
			key={plan.id}
			title={plan.label || say('collectionPlan.title')}
			intro={[named(contract), contract.title ? contract.number : ''].filter(Boolean).join(' · ')}
		>
			<Table
				caption={say('collectionPlan.title')}
				quietCaption
				rows={plan.instalments}
				keyOf={({ id }) => id}
				columns={[
					{
						key: 'instalment',
						title: say('collectionPlan.instalment'),
						cell: ({ label, number, of }) =>
							label ||
							(number === 0 ? say('collectionPlan.downPayment') : say('collectionPlan.number', { number, of })),
					},
					{ key: 'due', title: say('collectionPlan.due'), cell: ({ dueOn }) => <Day on={dueOn} /> },
					{
						key: 'received',
						title: say('collectionPlan.paidMinor'),
						figures: true,
						cell: ({ receivedMinor }) => money(receivedMinor),
					},
					{
						key: 'open',
						title: say('collectionPlan.open'),
						figures: true,
						cell: ({ invoice, openMinor }) => (invoice ? money(openMinor) : '–'),
					},
					{
						key: 'planned',
						title: say('collectionPlan.planned'),
						figures: true,
						lead: true,
						cell: ({ plannedMinor }) => money(plannedMinor),
					},
				]}
				totals={{
					instalment: say('penalty.sum'),
					received: money(plan.receivedMinor),
					planned: money(plan.totalMinor),
				}}
			/>
		</Section>
	))
}
