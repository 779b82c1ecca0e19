import type { FoundCondition } from '#core/machine-request/kinds.ts'
import { Section } from '#portal/ui/card.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { formatMoney } from '../../format.ts'

type FoundConditionsProps = {
	conditions: readonly FoundCondition[]
	currency: string
	/** As it is now, or as it was when it was asked for. */
	isNow: boolean
}

/** Each condition with what was found. */
export function FoundConditions({ conditions, currency, isNow }: FoundConditionsProps) {
	return (
		<Section
			title={say('request.conditions')}
			intro={say(isNow ? 'request.conditionsLead' : 'request.conditionsThen')}
			id="conditions"
		>
			<RowList>
				{conditions.map(({ kind, met, days, wantedDays, minor }) => (
					<Row
						key={kind}
						title={say(`request.condition.${kind}`)}
						note={
							[
								days !== null && wantedDays !== null ? say('request.daysOf', { days, wanted: wantedDays }) : '',
								minor !== null && minor !== '0'
									? say('request.openSum', { open: formatMoney('en', { minor: BigInt(minor), currency }) })
									: '',
							]
								.filter(Boolean)
								.join(' · ') || undefined
						}
						state={<Pill tone={met ? 'good' : 'warn'}>{say(met ? 'request.met' : 'request.notMet')}</Pill>}
					/>
				))}
			</RowList>
		</Section>
	)
}
