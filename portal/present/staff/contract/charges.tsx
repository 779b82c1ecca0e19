import type { FollowedInvoice } from '#core/dunning/find.ts'
import type { Service } from '#core/dunning/find-service.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Table } from '#portal/ui/table.tsx'
import { staffWords as say } from '#portal/words/staff.ts'
import { useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../../card-name.ts'
import { Day, Money } from '../../display.tsx'
import { formatDay } from '../../format.ts'

/** What was charged to a card without success, and what comes, for staff: the same timetable that the customer sees. */
export function Charges({ followed }: { followed: FollowedInvoice[] }) {
	if (followed.length === 0) return null
	return (
		<Section title={say('staff.followed.title')} id="charges">
			{followed.map((one) => (
				<div key={one.invoiceId} className="mb-5">
					<Tries of={one} />
					<p className="mt-2 text-muted">
						<TextLink href={`/staff/invoices/${one.invoiceId}`}>{one.number}</TextLink>
						{' · '}
						<Money of={{ minor: one.openMinor, currency: one.currency }} />
						{' · '}
						{comes(one)}
					</p>
				</div>
			))}
		</Section>
	)
}

function comes({ coming, asks, confirms }: FollowedInvoice): string {
	const [next, ...later] = coming.map((day) => formatDay('en', day))
	if (confirms) return say('staff.followed.confirms')
	if (!next) return say(asks ? 'staff.followed.asks' : 'staff.followed.onItsWay')
	const then = later.length > 0 ? ` ${say('staff.followed.later', { days: later.join(', ') })}` : ''
	return say('staff.followed.next', { day: next }) + then
}

function Tries({ of }: { of: FollowedInvoice }) {
	const speak = useWords()
	return (
		<Table
			caption={say('staff.followed.title')}
			quietCaption
			rows={of.tries}
			keyOf={(tried) => String(tried.number)}
			columns={[
				{ key: 'when', title: say('staff.followed.when'), lead: true, cell: (tried) => <Day on={tried.on} /> },
				{
					key: 'card',
					title: say('staff.followed.card'),
					cell: (tried) => (tried.last4 ? nameCard(speak, tried) : ''),
				},
				{
					key: 'outcome',
					title: say('staff.followed.outcome'),
					cell: (tried) =>
						tried.reason ? say(`staff.followed.reasons.${tried.reason}`) : speak(`state.${stateWord(tried.state)}`),
				},
			]}
		/>
	)
}

function stateWord(state: FollowedInvoice['tries'][number]['state']) {
	return state === 'started' || state === 'action_required' ? 'processing' : state
}

const tones = { normal: 'good', warned: 'warn', restricted: 'bad', blocked: 'bad' } as const

/** How the contract's service stands while money is late, and the next step down. */
export function ServiceLine({ service }: { service: Service }) {
	const { state, next, dueOn } = service
	if (!dueOn) return null
	return (
		<div className="mb-6">
			<Card>
				<p className="flex flex-wrap items-center gap-3">
					{say('staff.followed.service')}
					<Pill tone={tones[state]}>{say(`staff.followed.states.${state}`)}</Pill>
					{next ? (
						<span className="text-muted">
							{say('staff.followed.nextStep', {
								state: say(`staff.followed.states.${next.state}`),
								day: formatDay('en', next.on),
							})}
						</span>
					) : null}
				</p>
			</Card>
		</div>
	)
}
