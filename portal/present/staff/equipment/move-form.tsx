import type { MachinePage } from '#core/equipment/find.ts'
import { type EquipmentAction, type EquipmentState, possibleMoves } from '#core/equipment/state.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input, Select, Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'

/** What is done by hand, the likeliest first; to lock and to repossess is asked for elsewhere. */
export const byHand = ['take_back', 'restock', 'release', 'note', 'sell'] as const satisfies EquipmentAction[]

const movesOf = (state: EquipmentState) => byHand.filter((action) => possibleMoves(state).includes(action))

type MoveFormProps = {
	machine: Pick<MachinePage, 'state' | 'place' | 'meterUnit' | 'meterReading'>
	today: string
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** What happened to a machine, with its day, place and meter. */
export function MoveForm({ machine, today, typed, errors }: MoveFormProps) {
	const text = (name: string, otherwise: string) => (typeof typed[name] === 'string' ? String(typed[name]) : otherwise)
	const wrong = (name: string) => errors[name] ?? undefined
	const { state, place, meterUnit, meterReading } = machine
	return (
		<Section title={say('equipment.move')} intro={say('equipment.moveLead')} id="move">
			<Card className="max-w-3xl">
				<FormProblems errors={errors[''] ?? undefined} />
				<form method="post" action="#move">
					<input type="hidden" name="intent" value="move" />
					<div className="mt-5 grid items-end gap-5 first:mt-0 sm:grid-cols-2 [&>*]:mt-0">
						<Select
							name="action"
							label={say('equipment.what')}
							defaultValue={text('action', movesOf(state)[0] ?? 'note')}
						>
							{movesOf(state).map((action) => (
								<option key={action} value={action}>
									{say(`equipment.byHand.${action}`)}
								</option>
							))}
						</Select>
						<Input
							type="date"
							name="on"
							label={say('equipment.on')}
							defaultValue={text('on', today)}
							errors={wrong('on')}
							max={today}
							required
						/>
						<Input
							name="place"
							label={say('equipment.place')}
							hint={say('equipment.placeHint')}
							defaultValue={text('place', place)}
							errors={wrong('place')}
							maxLength={200}
							optional
						/>
						<Input
							name="meterReading"
							label={say('equipment.meter')}
							hint={
								meterReading ? say('equipment.count', { reading: `${meterReading} ${meterUnit}`.trim() }) : undefined
							}
							after={meterUnit || undefined}
							defaultValue={text('meterReading', '')}
							errors={wrong('meterReading')}
							inputMode="decimal"
							optional
						/>
					</div>
					{meterReading ? (
						<div className="mt-4">
							<Checkbox
								name="replaced"
								label={say('equipment.meterReplaced')}
								defaultChecked={typed.replaced === 'on'}
							/>
						</div>
					) : null}
					<Textarea
						name="note"
						label={say('equipment.note')}
						defaultValue={text('note', '')}
						errors={wrong('note')}
						maxLength={1000}
						rows={2}
						optional
					/>
					<div className="mt-6">
						<Button>{say('equipment.act')}</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}
