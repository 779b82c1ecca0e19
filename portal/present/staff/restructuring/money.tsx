import type { ReactNode } from 'react'
import type { CustomerTotal, FoundRestructuring, RestructuringTotal } from '#core/restructuring/find.ts'
import { Empty, Section } from '../../../ui/card.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayUpdate } from '../../../words/staff-price-updates.ts'
import { sayRestructuring as say } from '../../../words/staff-restructuring.ts'
import { Day, Money } from '../../display.tsx'
import { formatDay, formatPercent } from '../../format.ts'

type Sums = Pick<RestructuringTotal, 'netMinor' | 'taxMinor' | 'monthBeforeMinor' | 'monthAfterMinor' | 'currency'>
type MoneyProps = { totals: RestructuringTotal[]; customers: CustomerTotal[]; pages: Pages; on: string }
/** Which page of the customers it is, from 1. */
type Pages = { page: number; isLast: boolean }

/** What is billed because of it, and what is brought in a month before and after: by currency, and by customer. */
export function RestructuringMoney({ totals, customers, pages, on }: MoneyProps) {
	if (totals.length === 0) return <Empty title={say('restructuring.noMoney')}>{say('restructuring.noMoneyNote')}</Empty>
	return (
		<>
			<Section title={say('restructuring.money')} intro={say('restructuring.moneyIntro', { on: formatDay('en', on) })}>
				<Table
					caption={say('restructuring.money')}
					quietCaption
					rows={totals}
					keyOf={({ currency }) => currency}
					columns={[
						{ key: 'currency', title: say('restructuring.currency'), cell: ({ currency }) => currency },
						{ key: 'contracts', title: say('restructuring.contracts'), figures: true, cell: (one) => one.contracts },
						{ key: 'customers', title: say('restructuring.customers'), figures: true, cell: (one) => one.customers },
						...sumColumns<RestructuringTotal>(),
					]}
				/>
			</Section>
			<Section
				title={say('restructuring.byCustomer')}
				{...((pages.page > 1 || !pages.isLast) && { intro: say('restructuring.byCustomerPage', { page: pages.page }) })}
			>
				<Table
					caption={say('restructuring.byCustomer')}
					quietCaption
					rows={customers}
					keyOf={({ customerId, currency }) => `${customerId} ${currency}`}
					columns={[
						{
							key: 'customer',
							title: say('restructuring.customer'),
							cell: ({ customerId, customerName }) => (
								<TextLink href={`/staff/customers/${customerId}`}>{customerName}</TextLink>
							),
						},
						{ key: 'contracts', title: say('restructuring.contracts'), figures: true, cell: (one) => one.contracts },
						...sumColumns<CustomerTotal>(),
					]}
				/>
				<p className="mt-3 flex gap-6">
					{pages.page > 1 ? (
						<TextLink href={`?customers=${pages.page - 1}`}>{say('restructuring.customersBefore')}</TextLink>
					) : null}
					{pages.isLast ? null : (
						<TextLink href={`?customers=${pages.page + 1}`}>{say('restructuring.customersAfter')}</TextLink>
					)}
				</p>
			</Section>
		</>
	)
}

type Column<Row> = { key: string; title: string; figures: true; lead?: true; cell: (row: Row) => ReactNode }

function sumColumns<Row extends Sums>(): Column<Row>[] {
	const money = (read: (row: Row) => bigint) => (row: Row) => (
		<Money of={{ minor: read(row), currency: row.currency }} />
	)
	return [
		{ key: 'net', title: say('restructuring.net'), figures: true, cell: money((row) => row.netMinor) },
		{ key: 'tax', title: say('restructuring.tax'), figures: true, cell: money((row) => row.taxMinor) },
		{
			key: 'before',
			title: say('restructuring.monthBefore'),
			figures: true,
			cell: money((row) => row.monthBeforeMinor),
		},
		{
			...{ key: 'after', title: say('restructuring.monthAfter'), figures: true, lead: true },
			cell: money((row) => row.monthAfterMinor),
		},
	]
}

/** What was asked for, in words. */
export function AskedDeed({ deed, target, planName }: Pick<FoundRestructuring, 'deed' | 'target' | 'planName'>) {
	return (
		<Facts
			facts={[
				{ name: say('restructuring.deed'), value: say(`restructuring.kind.${deed.kind}`) },
				'on' in deed
					? { name: say('restructuring.from'), value: <Day on={deed.on} /> }
					: { name: say('restructuring.lastDay'), value: <Day on={deed.endsOn} /> },
				...(deed.kind === 'quantity' ? [{ name: say('restructuring.quantity'), value: deed.quantity }] : []),
				...(deed.kind === 'price_percent'
					? [
							{
								name: say('restructuring.percent'),
								value: formatPercent('en', deed.percent),
								note: sayUpdate(`update.roundingOf.${deed.rounding}`),
							},
						]
					: []),
				...(deed.kind === 'price_amount' ? [{ name: say('restructuring.amount'), value: deed.amount }] : []),
				...(deed.kind === 'product'
					? [
							{
								name: say('restructuring.plan'),
								value: planName ?? '',
								...(deed.unitPrice && { note: deed.unitPrice }),
							},
						]
					: []),
				...(target
					? [
							{
								name: say('restructuring.target'),
								value: <TextLink href={`/staff/contracts/${target.id}`}>{target.number}</TextLink>,
							},
						]
					: []),
			]}
		/>
	)
}
