import type { FoundPriceUpdate, PriceUpdateLine } from '#core/price-update/find.ts'
import { Empty, Section } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { sayUpdate as say } from '../../../words/staff-price-updates.ts'
import { Day, Money } from '../../display.tsx'
import { formatUnitPrice } from '../../format.ts'

type LinesProps = {
	path: string
	show: 'changed' | 'excluded'
	counts: { changed: number; excluded: number }
	lines: PriceUpdateLine[]
	next: string | null
	reasons: FoundPriceUpdate['reasons']
	state: FoundPriceUpdate['state']
}

/** Every line that was looked at: what it costs then, or why it is left out. */
export function UpdateLines({ path, show, counts, lines, next, reasons, state }: LinesProps) {
	return (
		<Section title={say('update.lines')}>
			<Tabs
				label={say('update.lines')}
				tabs={[
					{ href: path, label: say('update.changing'), count: counts.changed, current: show === 'changed' },
					{
						href: `${path}?show=excluded`,
						label: say('update.left'),
						count: counts.excluded,
						current: show === 'excluded',
					},
				]}
			/>
			{show === 'excluded' && reasons.length > 0 ? (
				<ul className="mb-5 list-disc pl-6">
					{reasons.map(({ reason, lines: count }) => (
						<li key={reason}>
							{say('update.shown', { count })}: {say(`update.reason.${reason}`)}
						</li>
					))}
				</ul>
			) : null}
			{lines.length === 0 ? (
				<Empty title={say('update.noLines')} />
			) : (
				<Table
					caption={say('update.lines')}
					quietCaption
					rows={lines}
					keyOf={({ lineId }) => lineId}
					columns={columnsOf(show, state)}
				/>
			)}
			<Pagination
				next={next ? `${path}?show=${show}&after=${next}` : undefined}
				counts={say('update.shown', { count: counts[show] })}
			/>
		</Section>
	)
}

function columnsOf(show: LinesProps['show'], state: LinesProps['state']) {
	return [
		{
			key: 'line',
			title: say('update.line'),
			cell: (line: PriceUpdateLine) => (
				<>
					<span className="block font-semibold">{line.description}</span>
					<span className="block text-muted text-sm">
						<TextLink href={`/staff/contracts/${line.contractId}`}>{line.contractNumber}</TextLink> ·{' '}
						{line.customerName}
					</span>
				</>
			),
		},
		{
			key: 'price',
			title: say('update.price'),
			figures: true,
			cell: ({ unitPriceBefore, unitPriceAfter, currency }: PriceUpdateLine) =>
				[unitPriceBefore, unitPriceAfter]
					.flatMap((one) => (one ? [formatUnitPrice('en', one, currency)] : []))
					.join(' → '),
		},
		{
			key: 'month',
			title: say('update.difference'),
			figures: true,
			lead: true,
			cell: ({ monthBeforeMinor, monthAfterMinor, currency }: PriceUpdateLine) =>
				monthAfterMinor === null ? '–' : <Money of={{ minor: monthAfterMinor - monthBeforeMinor, currency }} />,
		},
		show === 'changed'
			? {
					key: 'from',
					title: say('update.from'),
					cell: (line: PriceUpdateLine) => (
						<>
							{line.effectiveOn ? <Day on={line.effectiveOn} /> : null}
							{line.accepted ? ` · ${say('update.agreed')}` : null}
							{!line.standing && (state === 'planned' || state === 'taken_back')
								? ` · ${say('update.takenBack')}`
								: null}
						</>
					),
				}
			: {
					key: 'why',
					title: say('update.why'),
					cell: ({ excluded }: PriceUpdateLine) => (excluded ? say(`update.reason.${excluded}`) : ''),
				},
	]
}
