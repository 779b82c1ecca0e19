import type { FollowUp } from '#core/follow-up/list.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { Pill, type Tone } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { sayFollowUp as say } from '../../words/staff-follow-up.ts'
import { Day } from '../display.tsx'
import { formatDay, formatMoney } from '../format.ts'

type FollowUpsProps = { followUps: FollowUp[]; mayWrite: boolean; customerId: string; contractId?: string }
type Promised = NonNullable<FollowUp['promise']>

const tones: Record<Promised['state'], Tone> = {
	open: 'accent',
	kept: 'good',
	broken: 'bad',
	lapsed: 'neutral',
	replaced: 'neutral',
}

/** What was talked about with a customer, the newest first: next steps and promises to pay with what became of them. */
export function FollowUps({ followUps, mayWrite, customerId, contractId }: FollowUpsProps) {
	const query = new URLSearchParams({ customer: customerId, ...(contractId ? { contract: contractId } : {}) })
	const address = `/staff/follow-ups/new?${query}`
	return (
		<Section
			title={say('followUp.title')}
			id="follow-up"
			actions={
				mayWrite ? (
					<LinkButton kind="secondary" size="small" href={address}>
						{say('followUp.record')}
					</LinkButton>
				) : null
			}
		>
			{followUps.length === 0 ? (
				<Empty title={say('followUp.none')} />
			) : (
				<RowList>
					{followUps.map((one) => (
						<Row
							key={one.id}
							title={<span className="whitespace-pre-line break-words font-normal">{one.text}</span>}
							note={<Note of={one} address={mayWrite ? address : undefined} />}
							state={one.promise ? <Pill tone={tones[one.promise.state]}>{stateOf(one.promise)}</Pill> : undefined}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

const stateOf = ({ state }: Promised) => say(`followUp.states.${state}`)

/** `address`: where a next step is ticked off, for who may. */
function Note({ of, address }: { of: FollowUp; address: string | undefined }) {
	const { kind, happenedOn, authorName, contractNumber, promise, nextOn, nextStep, settled } = of
	return (
		<>
			{promise ? <p className="text-ink">{promiseSentence(promise)}</p> : null}
			{nextOn ? (
				<div className="flex flex-wrap items-center gap-x-3 gap-y-1">
					<span className={settled ? 'line-through' : 'text-ink'}>
						{say('followUp.nextDue', { step: nextStep, day: formatDay('en', nextOn) })}
					</span>
					{address && !settled ? (
						<form method="post" action={address}>
							<input type="hidden" name="intent" value="settle" />
							<input type="hidden" name="id" value={of.id} />
							<Button kind="secondary" size="small">
								{say('followUp.done')}
							</Button>
						</form>
					) : null}
				</div>
			) : null}
			<p>
				{[say(`followUp.kinds.${kind === 'other' ? 'note' : kind}`), authorName, contractNumber]
					.filter(Boolean)
					.join(' · ')}{' '}
				· <Day on={happenedOn} />
			</p>
		</>
	)
}

function promiseSentence({ amountMinor, currency, on, invoiceNumber, receivedMinor }: Promised): string {
	const money = (minor: string) => formatMoney('en', { minor: BigInt(minor), currency })
	const facts = { amount: money(amountMinor), day: formatDay('en', on) }
	const said = invoiceNumber
		? say('followUp.promisedFor', { ...facts, number: invoiceNumber })
		: say('followUp.promised', facts)
	return receivedMinor === '0' ? said : `${said}. ${say('followUp.came', { amount: money(receivedMinor) })}`
}
