import type { ListedDelivery } from '#core/webhook/list-endpoints.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/card.tsx'
import { Pill } from '../../../ui/pill.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayProgram as say } from '../../../words/staff-programs.ts'
import { Moment } from '../../display.tsx'

type Shown = Omit<ListedDelivery, 'happenedAt' | 'at'> & { happenedAt: string; at: string }

/** One message a row, with a way to send it again. */
export function Deliveries({ rows, timeZone }: { rows: readonly Shown[]; timeZone: string }) {
	if (rows.length === 0) return <Empty title={say('webhooks.logNone')} />
	return (
		<Table
			caption={say('webhooks.log')}
			quietCaption
			keyOf={({ id }) => id}
			rows={rows}
			columns={[
				{ key: 'event', title: say('webhooks.event'), cell: ({ kind }) => <code>{kind}</code> },
				{ key: 'state', title: say('webhooks.outcome'), lead: true, cell: (row) => <State of={row} /> },
				{
					...{ key: 'when', title: say('webhooks.when') },
					cell: ({ happenedAt }) => <Moment at={happenedAt} timeZone={timeZone} />,
				},
				{
					...{ key: 'attempts', title: say('webhooks.attempts'), figures: true },
					cell: ({ attempts }) => attempts,
				},
				{
					...{ key: 'again', title: say('webhooks.resend'), quietTitle: true },
					cell: ({ id, kind, state }) =>
						state === 'waiting' ? null : (
							<form method="post">
								<input type="hidden" name="id" value={id} />
								<Button
									kind="secondary"
									size="small"
									name="intent"
									value="resend"
									aria-label={`${say('webhooks.resend')}: ${kind}`}
								>
									{say('webhooks.resend')}
								</Button>
							</form>
						),
				},
			]}
		/>
	)
}

function State({ of: { state, status, lastError } }: { of: Shown }) {
	if (state === 'delivered') return <Pill tone="good">{say('webhooks.delivered')}</Pill>
	return (
		<span className="flex flex-col items-start gap-1">
			<Pill tone={state === 'gave_up' ? 'bad' : 'neutral'}>
				{say(state === 'gave_up' ? 'webhooks.gaveUp' : 'webhooks.waiting')}
			</Pill>
			{lastError ? (
				<span className="text-muted text-sm">
					{status ? say('webhooks.answered', { status, reason: lastError }) : lastError}
				</span>
			) : null}
		</span>
	)
}
