import type { FoundPriceUpdate, PriceUpdateLine } from '#core/price-update/find.ts'
import { sayUpdate as say } from '../../../words/staff-price-updates.ts'
import { Day, Money } from '../../display.tsx'
import { formatUnitPrice } from '../../format.ts'
import { type DryRun, DryRunLines, LineOfContract } from '../dry-run-lines.tsx'

type LinesProps = DryRun<PriceUpdateLine> & {
	reasons: FoundPriceUpdate['reasons']
	state: FoundPriceUpdate['state']
}

/** Every line that was looked at: what it costs then, or why it is left out. */
export function UpdateLines({ reasons, state, ...run }: LinesProps) {
	return (
		<DryRunLines
			{...run}
			title={say('update.lines')}
			changing={say('update.changing')}
			left={say('update.left')}
			empty={say('update.noLines')}
			shown={(count) => say('update.shown', { count })}
			reasons={reasons.map(({ reason, lines }) => ({ reason: say(`update.reason.${reason}`), lines }))}
			columns={columnsOf(run.show, state)}
		/>
	)
}

function columnsOf(show: LinesProps['show'], state: LinesProps['state']) {
	return [
		{
			key: 'line',
			title: say('update.line'),
			cell: LineOfContract,
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
