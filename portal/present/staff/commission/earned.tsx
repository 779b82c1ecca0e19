import type { ContractCommission, EarnedRow } from '#core/commission/find.ts'
import { Empty, Section } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { sayCommission as say } from '../../../words/staff-commission.ts'
import { Day } from '../../display.tsx'
import { formatMoney, formatNumber } from '../../format.ts'
import { nameWhat, nameWhom, writeShare } from './rule-words.ts'

type EarnedProps = {
	of: ContractCommission
	contractId: string
	currency: string
	/** The member sees nobody's but their own. */
	own: boolean
	/** The last day of figures that have every entry; none for who may not open them. */
	today: string | null
}

/** What was earned on a contract, and why: each paper, how much of it counts, by which rule, whose. */
export function EarnedCommission({ of, contractId, currency, own, today }: EarnedProps) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	const columns: Column<EarnedRow>[] = [
		{
			key: 'paper',
			title: say('commission.paper'),
			cell: ({ invoiceId, number }) => (
				<span className="whitespace-nowrap">
					<TextLink href={`/staff/invoices/${invoiceId}`}>{number}</TextLink>
				</span>
			),
		},
		{ key: 'day', title: say('commission.day'), cell: ({ on }) => <Day on={on} />, second: 'left' },
		{ key: 'why', title: say('commission.why'), cell: ({ why }) => say(`commission.whys.${why}`), second: 'right' },
		{
			key: 'base',
			title: say('commission.baseAmount'),
			figures: true,
			cell: ({ baseMinor }) => money(baseMinor),
		},
		{
			key: 'rule',
			title: say('commission.rule'),
			cell: ({ rule }) =>
				say('commission.ruleOf', {
					...{ whom: nameWhom(rule), what: nameWhat(rule), share: writeShare(rule.basisPoints) },
					base: say(`commission.bases.${rule.base}`).toLowerCase(),
				}),
		},
		...(own
			? []
			: [
					{
						key: 'person',
						title: say('commission.person'),
						cell: ({ personName }: EarnedRow) => personName ?? say('commission.nobody'),
					},
				]),
		{
			key: 'amount',
			title: say('commission.amount'),
			figures: true,
			lead: true,
			cell: ({ amountMinor }) => money(amountMinor),
		},
	]
	const days = today && of.firstOn && { from: of.firstOn, to: today }
	const only = JSON.stringify({ filters: { contract: [contractId] } })
	return (
		<Section
			id="commission"
			title={own ? say('commission.own') : say('commission.earned')}
			intro={
				of.count > 0 ? (
					<>
						{say('commission.earnedNote', { count: of.count, sum: money(of.totalMinor) })}
						{of.count > of.rows.length
							? ` ${say('commission.earnedFirst', { count: formatNumber('en', of.rows.length) })}`
							: ''}
					</>
				) : undefined
			}
			actions={
				days ? (
					<TextLink
						href={`/staff/figures/commission?${new URLSearchParams({ period: 'own', ...days, compare: 'nothing', by: 'person', only })}`}
					>
						{say('commission.toFigures')}
					</TextLink>
				) : undefined
			}
		>
			{of.rows.length === 0 ? (
				<Empty title={say('commission.earnedNone')}>{say('commission.earnedNoneNote')}</Empty>
			) : (
				<Table
					caption={say('commission.earned')}
					quietCaption
					columns={columns}
					rows={of.rows}
					keyOf={({ invoiceId, on, why, rule, personName, baseMinor }) =>
						[
							invoiceId,
							on,
							why,
							rule.base,
							rule.basisPoints,
							nameWhom(rule),
							nameWhat(rule),
							personName,
							baseMinor,
						].join(' ')
					}
				/>
			)}
		</Section>
	)
}
