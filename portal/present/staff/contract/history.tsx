import { isCurrency } from '#core/money.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Timeline } from '#portal/ui/timeline.tsx'
import { staffWords as say } from '#portal/words/staff.ts'
import { Moment } from '../../display.tsx'
import { formatDay, formatMoney } from '../../format.ts'
import { type Happened, happenedTones } from '../../happened.tsx'

type ContractHistoryProps = {
	happened: { list: Happened[]; before: string | null }
	timeZone: string
	/** Path of the page that shows it, where it goes on to earlier ones. */
	address?: string
	/** Where all of it is, on a page that shows the latest. */
	all?: string
}

/** Everything that happened to the contract as staff speak of it, newest first. */
export function ContractHistory({ happened, timeZone, address, all }: ContractHistoryProps) {
	return (
		<Section
			title={say(all ? 'staff.contract.lately' : 'staff.contract.history')}
			id="history"
			actions={all ? <TextLink href={all}>{say('staff.contract.wholeHistory')}</TextLink> : null}
		>
			<Card>
				<Timeline
					happenings={happened.list.map((one) => ({
						id: one.id,
						when: <Moment at={one.at} timeZone={timeZone} />,
						what: sentenceOf(one),
						by: one.by === 'customer' ? say('staff.happened.byCustomer') : one.who || undefined,
						tone: happenedTones[one.kind] ?? 'neutral',
						detail: one.facts.reason ? say('staff.happened.reason', { reason: one.facts.reason }) : undefined,
					}))}
				/>
				{happened.before && address ? (
					<p className="mt-5">
						<LinkButton kind="secondary" size="small" href={`${address}?before=${happened.before}#history`}>
							{say('staff.contract.earlier')}
						</LinkButton>
					</p>
				) : null}
			</Card>
		</Section>
	)
}

function sentenceOf({ kind, facts, number }: Happened): string {
	const minor = BigInt(facts.amountMinor ?? facts.totalMinor ?? 0)
	const known = facts.currency !== undefined && isCurrency(facts.currency)
	return say(`staff.happened.${kind}`, {
		amount: known ? formatMoney('en', { minor: minor < 0n ? -minor : minor, currency: facts.currency ?? '' }) : '…',
		day: facts.effectiveOn ? formatDay('en', facts.effectiveOn) : '…',
		number: number ?? '',
		signer: facts.signer ?? '…',
	})
}
