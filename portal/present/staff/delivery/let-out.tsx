import { Fragment } from 'react'
import type { Machine } from '#core/equipment/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Input, Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'
import { tellReading } from '../equipment/machine-facts.tsx'

type LetOutProps = {
	machines: readonly Machine[]
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** The last thing at the gate: who takes them, and what their meters say. */
export function LetOut({ machines, typed, errors }: LetOutProps) {
	const text = (name: string) => (typeof typed[name] === 'string' ? String(typed[name]) : undefined)
	const readings = Array.isArray(typed.readings) ? (typed.readings as { reading?: string }[]) : []
	return (
		<Section title={say('delivery.confirm')} id="out">
			<Card className="max-w-xl">
				<FormProblems errors={errors[''] ?? undefined} />
				<form method="post" action="#out">
					<Input
						name="driver"
						label={say('delivery.driver')}
						hint={say('delivery.driverHint')}
						defaultValue={text('driver')}
						errors={errors.driver ?? undefined}
						maxLength={200}
						autoComplete="off"
						required
					/>
					{machines.map(({ id, serialNumber, meterReading, meterUnit }, index) => (
						<Fragment key={id}>
							<input type="hidden" name={`readings[${index}].id`} value={id} />
							<Input
								name={`readings[${index}].reading`}
								label={machines.length === 1 ? say('delivery.reading') : say('delivery.readingOf', { serialNumber })}
								hint={
									meterReading
										? say('delivery.lastReading', { reading: tellReading(meterReading, meterUnit) })
										: undefined
								}
								after={meterUnit || undefined}
								defaultValue={readings[index]?.reading}
								errors={errors[`readings[${index}].reading`] ?? undefined}
								inputMode="decimal"
								optional
							/>
						</Fragment>
					))}
					<Input
						name="place"
						label={say('delivery.destination')}
						defaultValue={text('place')}
						errors={errors.place ?? undefined}
						maxLength={200}
						optional
					/>
					<Textarea
						name="note"
						label={say('equipment.note')}
						defaultValue={text('note')}
						maxLength={1000}
						rows={2}
						optional
					/>
					<div className="mt-6">
						<Button size="large" wide>
							{say('delivery.confirm')}
						</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}
