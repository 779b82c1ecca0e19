import type { Machine, MachinesOfContract } from '#core/equipment/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Empty, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'
import { formatDay } from '../../format.ts'
import { noteReading } from './machine-facts.tsx'
import { MachinePill } from './machine-pill.tsx'

/** Machines that a contract holds. */
export function Machines({ machines, number }: { machines: readonly Machine[]; number: string }) {
	return (
		<Section title={say('equipment.ofContract', { number })} id="machines">
			{machines.length === 0 ? (
				<Empty title={say('equipment.none')}>{say('equipment.noneNote')}</Empty>
			) : (
				<RowList>
					{machines.map((machine) => (
						<Row
							key={machine.id}
							href={`/staff/equipment/${machine.id}`}
							title={machine.serialNumber}
							note={[
								machine.model || machine.contract?.line,
								machine.place,
								machine.meterReading && noteReading(machine.meterReading, machine.meterUnit),
								say('equipment.since', { day: formatDay('en', machine.movedOn) }),
							]
								.filter(Boolean)
								.join(' · ')}
							state={<MachinePill state={machine.state} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

type UnknownLinesProps = { lines: MachinesOfContract['unknown']; mayEnter: boolean; errors: string[] | undefined }

/** Lines whose serial number nobody has registered, to be ticked and entered together. */
export function UnknownLines({ lines, mayEnter, errors }: UnknownLinesProps) {
	return (
		<Section title={say('equipment.unknown')} intro={say('equipment.unknownLead')} id="unknown">
			<Card className="max-w-3xl">
				<FormProblems errors={errors} />
				<form method="post" action="#unknown">
					<input type="hidden" name="intent" value="enter" />
					<div className="grid gap-3">
						{lines.map(({ id, serialNumber, model, description }, index) =>
							mayEnter ? (
								<Checkbox
									key={id}
									name={`lineIds[${index}]`}
									value={id}
									label={serialNumber}
									hint={model || description}
									defaultChecked
								/>
							) : (
								<p key={id}>
									{serialNumber} <span className="text-muted">{model || description}</span>
								</p>
							),
						)}
					</div>
					{mayEnter ? (
						<>
							<div className="mt-5 border-line border-t pt-5">
								<Checkbox name="delivered" label={say('equipment.unknownDelivered')} />
							</div>
							<div className="mt-6">
								<Button kind="secondary">{say('equipment.enter')}</Button>
							</div>
						</>
					) : null}
				</form>
			</Card>
		</Section>
	)
}
