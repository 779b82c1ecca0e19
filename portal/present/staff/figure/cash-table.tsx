import type { CashFlow, CashFlowShare } from '#core/report/cash-flow.ts'
import { type CashPart, cashParts } from '#core/report/cash-part.ts'
import { TextLink } from '../../../ui/link.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { formatMoney, formatMonth } from '../../format.ts'
import { type CashAsked, cashAddress } from './cash-address.ts'

type CashTableProps = { of: CashFlow; asked: CashAsked }

/** The months with their bars in numbers; each opens its rows. */
export function CashMonths({ of: { months, total, currency }, asked }: CashTableProps) {
	const cell = (sums: CashFlow['total'], part: CashPart, month?: number) => (
		<Amount of={sums} {...{ part, currency }} href={`${cashAddress(page, asked, { part, month })}#behind`} />
	)
	return (
		<Table
			caption={say('figures.asTable')}
			quietCaption
			rows={months}
			keyOf={({ month }) => month}
			columns={[
				{ key: 'month', title: say('figures.dimension.month'), cell: ({ month }) => formatMonth('en', month) },
				...cashParts.map((part) => ({
					key: part,
					title: say(`figures.cash.${part}`),
					figures: true,
					...(part === 'planned' && { lead: true }),
					cell: (row: CashFlow['months'][number]) => cell(row, part, Number(row.month.slice(5, 7))),
				})),
			]}
			totals={{
				month: say('figures.total'),
				...Object.fromEntries(cashParts.map((part) => [part, cell(total, part)])),
			}}
		/>
	)
}

const page = '/staff/figures/cash-flow'

type CashSharesProps = CashTableProps & { by: 'group' | 'collector' }

/** The year by team, or by whoever has the debts to collect; each opens its year. */
export function CashShares({ of: { groups, collectors, currency }, asked, by }: CashSharesProps) {
	const named: Column<CashFlowShare> = {
		key: 'name',
		title: say(by === 'group' ? 'figures.team' : 'figures.cash.collector'),
		cell: ({ key, name }) =>
			key === null ? (
				say(by === 'group' ? 'figures.noTeam' : 'figures.cash.noCollector')
			) : (
				<TextLink href={cashAddress(page, asked, { [by]: key, part: undefined, month: undefined })}>{name}</TextLink>
			),
	}
	return (
		<Table
			caption={say(by === 'group' ? 'figures.byTeam' : 'figures.cash.byCollector')}
			quietCaption
			rows={by === 'group' ? groups : collectors}
			keyOf={({ key }) => key ?? ''}
			columns={[
				named,
				...cashParts.map((part) => ({
					key: part,
					title: say(`figures.cash.${part}`),
					figures: true,
					...(part === 'planned' && { lead: true }),
					cell: (row: CashFlowShare) => formatMoney('en', { minor: row[`${part}Minor`], currency }),
				})),
			]}
		/>
	)
}

type AmountProps = { of: CashFlow['total']; part: CashPart; currency: string; href: string }

function Amount({ of, part, currency, href }: AmountProps) {
	const minor = of[`${part}Minor`]
	const text = formatMoney('en', { minor, currency })
	return minor === 0n ? text : <TextLink href={href}>{text}</TextLink>
}
