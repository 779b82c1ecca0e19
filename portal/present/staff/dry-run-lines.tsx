import { Empty, Section } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'

export type DryRun<Row> = {
	path: string
	show: 'changed' | 'excluded'
	counts: { changed: number; excluded: number }
	lines: Row[]
	next: string | null
}

type DryRunLinesProps<Row> = DryRun<Row> & {
	title: string
	changing: string
	left: string
	empty: string
	/** `12 lines`. */
	shown: (count: number) => string
	/** Why lines are left out, in words, and how many by each. */
	reasons: { reason: string; lines: number }[]
	columns: Column<Row>[]
}

/** Every line that something would be done with, or that is left out and why, a page at a time. */
export function DryRunLines<Row extends { lineId: string }>(props: DryRunLinesProps<Row>) {
	const { path, show, counts, lines, next, title, changing, left, empty, shown, reasons, columns } = props
	return (
		<Section title={title}>
			<Tabs
				label={title}
				tabs={[
					{ href: `${path}?show=changed`, label: changing, count: counts.changed, current: show === 'changed' },
					{ href: `${path}?show=excluded`, label: left, count: counts.excluded, current: show === 'excluded' },
				]}
			/>
			{show === 'excluded' && reasons.length > 0 ? (
				<ul className="mb-5 list-disc pl-6">
					{reasons.map(({ reason, lines: count }) => (
						<li key={reason}>
							{shown(count)}: {reason}
						</li>
					))}
				</ul>
			) : null}
			{lines.length === 0 ? (
				<Empty title={empty} />
			) : (
				<Table caption={title} quietCaption rows={lines} keyOf={({ lineId }) => lineId} columns={columns} />
			)}
			<Pagination next={next ? `${path}?show=${show}&after=${next}` : undefined} counts={shown(counts[show])} />
		</Section>
	)
}

type LineOfContractProps = { description: string; contractId: string; contractNumber: string; customerName: string }

/** What a line is, and whose. */
export function LineOfContract({ description, contractId, contractNumber, customerName }: LineOfContractProps) {
	return (
		<>
			<span className="block font-semibold">{description}</span>
			<span className="block text-muted text-sm">
				<TextLink href={`/staff/contracts/${contractId}`}>{contractNumber}</TextLink> · {customerName}
			</span>
		</>
	)
}
