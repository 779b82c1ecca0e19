import type { ContractMoney } from '#core/machine-request/standing.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { Day, Money } from '../../display.tsx'
import { formatDay, formatMoney } from '../../format.ts'

/** How the contract stands today, for whoever asks. */
export function ContractMoneyFacts({ of: stands, endingMinor }: { of: ContractMoney; endingMinor: bigint | null }) {
	const { currency, overdueMinor, overdueDays, penaltyMinor, waivedMinor, writtenOffMinor, payOffMinor } = stands
	const { promises, deliveredOn } = stands
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	return (
		<Section title={say('request.standing')} id="standing">
			<Card className="max-w-3xl">
				<Facts
					facts={[
						{
							name: say('request.overdue'),
							value: money(overdueMinor),
							...(overdueDays > 0 ? { note: say('request.overdueDays', { count: overdueDays }) } : {}),
						},
						{ name: say('request.open'), value: money(stands.openMinor) },
						{
							name: say('request.penalty'),
							value: money(penaltyMinor),
							...(waivedMinor > 0n
								? { note: say('request.waived', { waived: formatMoney('en', { minor: waivedMinor, currency }) }) }
								: {}),
						},
						...(writtenOffMinor > 0n
							? [
									{
										name: say('request.writtenOff'),
										value: money(writtenOffMinor),
										note: say('request.writtenOffNote'),
									},
								]
							: []),
						{ name: say('request.payOff'), value: <strong>{money(payOffMinor)}</strong> },
						...(endingMinor === null ? [] : [{ name: say('request.ends'), value: endingOf(endingMinor, currency) }]),
						{ name: say('request.reminders'), value: String(stands.reminders) },
						{
							name: say('request.promises'),
							value:
								promises.length === 0
									? say('request.nothing')
									: promises.map(({ on, minor, currency: of, state }) => (
											<span key={`${on}${minor}${state}`} className="block">
												{say('request.promise', {
													amount: formatMoney('en', { minor: BigInt(minor), currency: of }),
													day: formatDay('en', on),
													state: say(`request.promiseState.${state}`),
												})}
											</span>
										)),
						},
						...(deliveredOn ? [{ name: say('request.deliveredOn'), value: <Day on={deliveredOn} /> }] : []),
					]}
				/>
			</Card>
		</Section>
	)
}

/** What it does to the customer's money that the contract ends today. */
function endingOf(minor: bigint, currency: string): string {
	if (minor === 0n) return say('request.endsPlain')
	const amount = formatMoney('en', { minor: minor < 0n ? -minor : minor, currency })
	return say(minor < 0n ? 'request.endsCredited' : 'request.endsCharged', { amount })
}
