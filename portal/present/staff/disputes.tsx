import { Section } from '../../ui/card.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { sayPayment as say } from '../../words/staff-payments.ts'
import { Day, Money } from '../display.tsx'

type ShownDispute = {
	id: string
	amountMinor: bigint
	state: 'open' | 'won' | 'lost'
	reason: string
	openedOn: string
}

/** What the payer's bank has questioned or taken back. */
export function Disputes({ disputes, currency }: { disputes: ShownDispute[]; currency: string }) {
	if (disputes.length === 0) return null
	return (
		<Section title={say('payment.disputes')}>
			<RowList>
				{disputes.map(({ id, amountMinor, state, reason, openedOn }) => (
					<Row
						key={id}
						title={
							<span className="flex flex-wrap items-center gap-2">
								<Day on={openedOn} />
								<Pill tone={state === 'won' ? 'good' : 'bad'}>{say(`payment.dispute.${state}`)}</Pill>
							</span>
						}
						note={reason.replaceAll('_', ' ')}
						figure={<Money of={{ minor: amountMinor, currency }} />}
					/>
				))}
			</RowList>
		</Section>
	)
}
