import type { FoundRestructuring, RestructuringLine } from '#core/restructuring/find.ts'
import type { ShownLine } from '#core/restructuring/worked.ts'
import { Empty, Section } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { sayRestructuring as say } from '../../../words/staff-restructuring.ts'
import { Money } from '../../display.tsx'
import { formatDay, formatUnitPrice } from '../../format.ts'

export type LineRow = Omit<RestructuringLine, 'refusal'> & { refused: string | null }

type LinesProps = {
	path: string
	show: 'changed' | 'excluded'
	counts: { changed: number; excluded: number }
	lines: LineRow[]
	next: string | null
	reasons: FoundRestructuring['reasons']
	/** The number of the contract that lines move to. */
	target: string | null
}

/** Every line that was looked at: what becomes of it with which money, or why it is left out. */
export function RestructuringLines({ path, show, counts, lines, next, reasons, target }: LinesProps) {
	return (
		<Section title={say('restructuring.lines')}>
			<Tabs
				label={say('restructuring.lines')}
				tabs={[
					{ href: path, label: say('restructuring.changing'), count: counts.changed, current: show === 'changed' },
					{
						href: `${path}?show=excluded`,
						label: say('restructuring.left'),
						count: counts.excluded,
						current: show === 'excluded',
					},
				]}
			/>
			{show === 'excluded' && reasons.length > 0 ? (
				<ul className="mb-5 list-disc pl-6">
					{reasons.map(({ reason, lines: count }) => (
						<li key={reason}>
							{say('restructuring.shown', { count })}: {say(`restructuring.reason.${reason}`)}
						</li>
					))}
				</ul>
			) : null}
			{lines.length === 0 ? (
				<Empty title={say('restructuring.noLines')} />
			) : (
				<Table
					caption={say('restructuring.lines')}
					quietCaption
					rows={lines}
					keyOf={({ lineId }) => lineId}
					columns={columnsOf(show, target)}
				/>
			)}
			<Pagination
				next={next ? `${path}?show=${show}&after=${next}` : undefined}
				counts={say('restructuring.shown', { count: counts[show] })}
			/>
		</Section>
	)
}

function columnsOf(show: LinesProps['show'], target: string | null) {
	const line = {
		key: 'line',
		title: say('restructuring.line'),
		cell: ({ before, contractId, contractNumber, customerName }: LineRow) => (
			<>
				<span className="block font-semibold">{before?.description}</span>
				<span className="block text-muted text-sm">
					<TextLink href={`/staff/contracts/${contractId}`}>{contractNumber}</TextLink> · {customerName}
				</span>
			</>
		),
	}
	if (show === 'excluded')
		return [
			line,
			{
				key: 'why',
				title: say('restructuring.why'),
				cell: ({ excluded, refused }: LineRow) => refused ?? (excluded ? say(`restructuring.reason.${excluded}`) : ''),
			},
		]
	return [
		line,
		{
			key: 'becomes',
			title: say('restructuring.becomes'),
			cell: (row: LineRow) => <Becomes {...row} target={target} />,
		},
		{
			key: 'billed',
			title: say('restructuring.moneyOfLine'),
			figures: true,
			cell: ({ netMinor, currency }: LineRow) => <Money of={{ minor: netMinor, currency }} />,
		},
		{
			key: 'month',
			title: say('restructuring.difference'),
			figures: true,
			lead: true,
			cell: ({ monthBeforeMinor, monthAfterMinor, currency }: LineRow) => (
				<Money of={{ minor: monthAfterMinor - monthBeforeMinor, currency }} />
			),
		},
	]
}

/** Only what is different. */
function Becomes({ before, after, currency, target }: LineRow & { target: string | null }) {
	if (!before || !after) return null
	const worth = ({ quantity, unitPrice }: ShownLine) =>
		say('restructuring.times', { quantity, price: formatUnitPrice('en', unitPrice, currency) })
	const end = ({ endsOn }: ShownLine) =>
		endsOn ? say('restructuring.until', { on: formatDay('en', endsOn) }) : say('restructuring.noEnd')
	const parts = [
		...(before.description === after.description ? [] : [after.description]),
		...(worth(before) === worth(after) ? [] : [`${worth(before)} → ${worth(after)}`]),
		...(before.endsOn === after.endsOn ? [] : [`${end(before)} → ${end(after)}`]),
		...(target ? [`→ ${target}`] : []),
	]
	return (
		<>
			{(parts.length > 0 ? parts : [worth(after)]).map((part) => (
				<span key={part} className="block">
					{part}
				</span>
			))}
		</>
	)
}
