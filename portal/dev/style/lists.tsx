import { Day, Money, Period } from '../../present/display.tsx'
import { Section } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { Table } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useWords } from '../../words/use-words.tsx'
import { invoices, lines } from './sample.ts'

export function Lists() {
	const say = useWords()
	return (
		<Section title="Lists" id="invoices">
			<Tabs
				label="Parts of the contract"
				tabs={[
					{ href: '/dev/style', label: 'Invoices', count: 4 },
					{ href: '/dev/style?part=lines', label: 'Lines', count: 3 },
					{ href: '/dev/style?part=documents', label: 'Documents' },
					{ href: '/dev/style?part=history', label: 'History' },
				]}
			/>
			<SearchBox label="Number, product or serial number" value="INV" clear="/dev/style" />
			<Table
				caption="Invoices"
				quietCaption
				rows={invoices}
				keyOf={(row) => row.number}
				columns={[
					{ key: 'number', title: 'Number', cell: (row) => <TextLink href="/dev/style">{row.number}</TextLink> },
					{
						key: 'state',
						title: 'State',
						lead: true,
						cell: (row) => <Pill tone={row.tone}>{say(`state.${row.state}`)}</Pill>,
					},
					{ key: 'on', title: 'Issued', wideOnly: true, cell: (row) => <Day on={row.on} /> },
					{ key: 'due', title: 'Due', cell: (row) => <Day on={row.due} /> },
					{ key: 'total', title: 'Total', figures: true, cell: (row) => <Money of={row.total} /> },
					{ key: 'open', title: 'Open', figures: true, cell: (row) => <Money of={row.open} /> },
				]}
				totals={{ number: 'Sum', open: <Money of={{ minor: 184_050n, currency: 'USD' }} /> }}
			/>
			<Pagination
				previous="/dev/style?before=x"
				next="/dev/style?after=x"
				counts={say('shell.shownOf', { from: 26, to: 29, total: 100_000 })}
			/>
			<div className="mt-8">
				<Table
					caption="Lines of November"
					rows={lines}
					keyOf={(row) => row.product}
					columns={[
						{
							key: 'product',
							title: 'Product',
							cell: (row) => (
								<>
									{row.product}
									<span className="block font-normal text-muted text-sm">{row.serial}</span>
								</>
							),
						},
						{ key: 'period', title: 'Period', cell: (row) => <Period from={row.from} to={row.to} /> },
						{ key: 'quantity', title: 'Quantity', figures: true, cell: (row) => row.quantity },
						{ key: 'price', title: 'Price', figures: true, cell: (row) => row.price },
						{ key: 'amount', title: 'Amount', figures: true, lead: true, cell: (row) => <Money of={row.amount} /> },
					]}
				/>
			</div>
			<div className="mt-8">
				<RowList>
					<Row
						href="/dev/style"
						title="Press line maintenance"
						note="HW-2024-0117 · next invoice 1 Dec 2026"
						figure={<Money of={{ minor: 124_000n, currency: 'USD' }} />}
						state={<Pill tone="good">Active</Pill>}
					/>
					<Row
						href="/dev/style"
						title="Сервисное обслуживание вилочных погрузчиков"
						note="HW-2025-0009 · до 31 янв. 2027"
						figure={<Money of={{ minor: 9_450_000n, currency: 'RUB' }} />}
						state={<Pill tone="warn">Завершается</Pill>}
					/>
					<Row
						href="/dev/style"
						title="Bảo trì máy ép thủy lực"
						note="HW-2025-0044 · 叉车年度维护 · 联系人：王芳"
						figure={<Money of={{ minor: 45_000_000n, currency: 'VND' }} />}
						state={<Pill>Paused</Pill>}
					/>
				</RowList>
			</div>
		</Section>
	)
}
