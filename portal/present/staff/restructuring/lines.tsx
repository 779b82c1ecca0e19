import type { FoundRestructuring, RestructuringLine } from '#core/restructuring/find.ts'
import type { ShownLine } from '#core/restructuring/worked.ts'
import { sayRestructuring as say } from '../../../words/staff-restructuring.ts'
import { Money } from '../../display.tsx'
import { formatDay, formatUnitPrice } from '../../format.ts'
import { type DryRun, DryRunLines, LineOfContract } from '../dry-run-lines.tsx'

export type LineRow = Omit<RestructuringLine, 'refusal'> & { refused: string | null }

type LinesProps = DryRun<LineRow> & {
	reasons: FoundRestructuring['reasons']
	/** The number of the contract that lines move to. */
	target: string | null
}

/** Every line that was looked at: what becomes of it with which money, or why it is left out. */
export function RestructuringLines({ reasons, target, ...run }: LinesProps) {
	return (
		<DryRunLines
			{...run}
			title={say('restructuring.lines')}
			changing={say('restructuring.changing')}
			left={say('restructuring.left')}
			empty={say('restructuring.noLines')}
			shown={(count) => say('restructuring.shown', { count })}
			reasons={reasons.map(({ reason, lines }) => ({ reason: say(`restructuring.reason.${reason}`), lines }))}
			columns={columnsOf(run.show, target)}
		/>
	)
}

function columnsOf(show: LinesProps['show'], target: string | null) {
	const line = {
		key: 'line',
		title: say('restructuring.line'),
		cell: ({ before, ...line }: LineRow) => <LineOfContract {...line} description={before?.description ?? ''} />,
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
