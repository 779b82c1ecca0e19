import type {
	Ageing as Ages,
	Statement,
	StatementAccount,
	StatementContract,
	StatementLine,
} from '#core/journal/statement.ts'
import { Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { Table } from '#portal/ui/table.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import type { StatementPaths } from './statement.tsx'

type Part = { account: StatementAccount; paths: StatementPaths }

const buckets = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const satisfies (keyof Ages)[]

/** No more lines than these are drawn; what came before is carried forward. */
const mostLines = 400

/** What is open by how long it has been due. */
export function Ageing({ account: { ageing, currency } }: Pick<Part, 'account'>) {
	const say = useWords()
	return (
		<Section title={say('statement.ageing')}>
			<dl className="grid gap-px overflow-hidden rounded-card border border-line bg-line shadow-card sm:grid-cols-5">
				{buckets.map((bucket) => (
					<div
						key={bucket}
						className="flex flex-wrap items-baseline justify-between gap-x-4 bg-surface px-4 py-3 sm:block sm:py-4"
					>
						<dt className="text-muted text-sm">{say(`statement.${bucket}`)}</dt>
						<dd className={`figures font-semibold ${bucket !== 'notDue' && ageing[bucket] > 0n ? 'text-bad' : ''}`}>
							<Money of={{ minor: ageing[bucket], currency }} />
						</dd>
					</div>
				))}
			</dl>
		</Section>
	)
}

/** Invoices that are not settled, the longest due first. */
export function Items({ account: { items, currency }, paths }: Part) {
	const say = useWords()
	return (
		<Section title={say('statement.items')}>
			<Table
				caption={say('statement.items')}
				quietCaption
				rows={items}
				keyOf={(item) => item.id}
				columns={[
					{
						key: 'number',
						title: say('statement.number'),
						cell: (item) => (
							<>
								{item.opens ? <TextLink href={paths.invoice(item.id)}>{item.number}</TextLink> : item.number}
								{item.joint ? <JointPart /> : null}
							</>
						),
					},
					{
						key: 'contract',
						title: say('statement.contract'),
						wideOnly: true,
						cell: (item) => <Contract of={item.contract} />,
					},
					{ key: 'due', title: say('statement.due'), cell: (item) => <Day on={item.dueOn} /> },
					{
						key: 'days',
						title: say('statement.daysPastDue'),
						figures: true,
						cell: (item) =>
							item.daysPastDue > 0 ? <span className="font-semibold text-bad">{item.daysPastDue}</span> : '–',
					},
					{
						key: 'total',
						title: say('statement.total'),
						figures: true,
						wideOnly: true,
						cell: (item) => <Money of={{ minor: item.totalMinor, currency }} />,
					},
					{
						key: 'open',
						title: say('statement.open'),
						figures: true,
						lead: true,
						cell: (item) => <Money of={{ minor: item.openMinor, currency }} />,
					},
				]}
			/>
		</Section>
	)
}

/** Money and credit that settle nothing yet. */
export function Free({ account: { free, currency }, paths }: Part) {
	const say = useWords()
	return (
		<Section title={say('statement.unallocated')} intro={say('statement.unallocatedNote')}>
			<RowList>
				{free.map((money) => {
					const page = money.kind === 'payment' ? paths.payment(money.id) : paths.invoice(money.id)
					const href = money.opens ? page : undefined
					return (
						<Row
							key={money.id}
							{...(href ? { href } : {})}
							title={money.number}
							note={
								<>
									{say(`statement.kinds.${money.kind}`)} · <Day on={money.on} />
								</>
							}
							figure={<Money of={{ minor: money.minor, currency }} />}
						/>
					)
				})}
			</RowList>
		</Section>
	)
}

/** Every posting with the balance after it, between the balances of the first and the last day. */
export function Movements({ account, statement, paths }: Part & { statement: Statement }) {
	const say = useWords()
	const { currency, openingMinor } = account
	const lines = account.lines.slice(-mostLines)
	const earlier = account.lines.length - lines.length
	const carriedMinor = earlier > 0 ? (account.lines[earlier - 1]?.balanceMinor ?? openingMinor) : openingMinor
	const money = (minor: bigint) => (minor === 0n ? null : <Money of={{ minor, currency }} />)
	const begins = statement.from !== null || earlier > 0
	return (
		<>
			{earlier > 0 ? <p className="mb-3 text-muted">{say('statement.earlier', { count: earlier })}</p> : null}
			{begins ? (
				<p className="mb-3 flex flex-wrap justify-between gap-x-4 px-5 font-semibold">
					<span>{say('statement.opening')}</span>
					<Money of={{ minor: carriedMinor, currency }} />
				</p>
			) : null}
			<Table
				caption={say('statement.movements')}
				quietCaption
				rows={lines.map((line, place) => ({ ...line, place }))}
				keyOf={(line) => String(line.place)}
				totals={{
					entry: say('statement.closing'),
					debit: <Money of={{ minor: account.debitMinor, currency }} />,
					credit: <Money of={{ minor: account.creditMinor, currency }} />,
					balance: <Money of={{ minor: account.closingMinor, currency }} />,
				}}
				columns={[
					{ key: 'entry', title: say('statement.entry'), cell: (line) => <Entry line={line} paths={paths} /> },
					{ key: 'date', title: say('statement.date'), cell: (line) => <Day on={line.on} /> },
					{
						key: 'contract',
						title: say('statement.contract'),
						wideOnly: true,
						cell: (line) => <Contract of={line.contract} />,
					},
					{ key: 'debit', title: say('statement.debit'), figures: true, cell: (line) => money(line.debitMinor) },
					{ key: 'credit', title: say('statement.credit'), figures: true, cell: (line) => money(line.creditMinor) },
					{
						key: 'balance',
						title: say('statement.balance'),
						figures: true,
						cell: (line) => <Money of={{ minor: line.balanceMinor, currency }} />,
					},
				]}
			/>
		</>
	)
}

function Entry({ line: { kind, number, subject, joint }, paths }: { line: StatementLine; paths: StatementPaths }) {
	const say = useWords()
	const href = subject && (subject.kind === 'invoice' ? paths.invoice(subject.id) : paths.payment(subject.id))
	return (
		<>
			{href ? <TextLink href={href}>{number}</TextLink> : number}
			<span className="block font-normal text-muted text-sm">{say(`statement.kinds.${kind}`)}</span>
			{joint ? <JointPart /> : null}
		</>
	)
}

/** Its amounts are not those of the whole invoice or credit note. */
function JointPart() {
	return <span className="block font-normal text-muted text-sm">{useWords()('statement.jointPart')}</span>
}

function Contract({ of }: { of: StatementContract | null }) {
	if (!of) return '–'
	return <>{of.title || of.number}</>
}
