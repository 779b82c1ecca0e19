import type { CheckedCondition } from '#core/delivery/condition.ts'
import { Empty, Section } from '#portal/ui/card.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'
import { formatMoney } from '../../format.ts'
import { sayCondition } from './say-condition.ts'

type ConditionsProps = { conditions: readonly CheckedCondition[]; currency: string }

/** Each condition with what of it is there, checked now. */
export function Conditions({ conditions, currency }: ConditionsProps) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	return (
		<Section title={say('delivery.conditions')} intro={say('delivery.conditionsLead')} id="conditions">
			{conditions.length === 0 ? (
				<Empty title={say('delivery.noConditions')} />
			) : (
				<RowList>
					{conditions.map((one) => {
						const { kind, met, missing, gotMinor, wantedMinor } = one
						const sum =
							gotMinor !== null && wantedMinor !== null
								? say('delivery.got', { got: money(gotMinor), wanted: money(wantedMinor) })
								: wantedMinor === null
									? ''
									: say('delivery.openSum', { open: money(wantedMinor) })
						return (
							<Row
								key={kind}
								title={sayCondition(one)}
								note={[missing.join(', '), sum].filter(Boolean).join(' · ') || undefined}
								state={<Pill tone={met ? 'good' : 'warn'}>{say(met ? 'delivery.met' : 'delivery.notMet')}</Pill>}
							/>
						)
					})}
				</RowList>
			)}
		</Section>
	)
}
