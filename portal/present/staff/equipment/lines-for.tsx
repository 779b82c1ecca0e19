import type { MachinePage } from '#core/equipment/find.ts'
import { possibleMoves } from '#core/equipment/state.ts'
import { Button } from '#portal/ui/button.tsx'
import { Section } from '#portal/ui/card.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'

type LinesForProps = { machine: Pick<MachinePage, 'state' | 'lines'>; mayPut: boolean; errors: string[] | undefined }

/** Contract lines that name a machine which no contract holds. */
export function LinesFor({ machine, mayPut, errors }: LinesForProps) {
	const puts = mayPut && possibleMoves(machine.state).includes('reserve')
	return (
		<Section title={say('equipment.lines')} intro={say('equipment.linesLead')} id="lines">
			<FormProblems errors={errors} />
			<RowList>
				{machine.lines.map(({ id, contractId, number, customer, description }) => (
					<Row
						key={id}
						href={`/staff/contracts/${contractId}`}
						title={number}
						note={[customer, description].join(' · ')}
						state={
							puts ? (
								<form method="post" action="#lines" className="relative z-10">
									<input type="hidden" name="intent" value="reserve" />
									<input type="hidden" name="lineId" value={id} />
									<Button kind="secondary" size="small">
										{say('equipment.putOn', { number })}
									</Button>
								</form>
							) : undefined
						}
					/>
				))}
			</RowList>
		</Section>
	)
}
