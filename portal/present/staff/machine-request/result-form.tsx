import type { FoundMachine } from '#core/machine-request/find.ts'
import { repossessionOutcomes } from '#core/machine-request/kinds.ts'
import { Button } from '#portal/ui/button.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { Input, Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { tellReading } from '../equipment/machine-facts.tsx'

export type ResultFormProps = {
	machine: FoundMachine
	/** ISO. */
	today: string
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** What came of fetching a machine, on a phone beside it. */
export function ResultForm({ machine, today, typed, errors: given }: ResultFormProps) {
	const { equipmentId, serialNumber, meterReading, meterUnit } = machine
	const isThis = typed.equipmentId === equipmentId
	const text = (name: string) => (isThis && typeof typed[name] === 'string' ? String(typed[name]) : undefined)
	const errors: typeof given = isThis ? given : {}
	const idOf = (name: string) => `${name}-${equipmentId}`
	return (
		<form method="post" action={`#machine-${equipmentId}`} className="mt-4 max-w-md">
			<FormProblems errors={errors[''] ?? undefined} />
			<input type="hidden" name="intent" value="result" />
			<input type="hidden" name="equipmentId" value={equipmentId} />
			<Radios
				id={idOf('outcome')}
				legend={say('request.resultOf', { serialNumber })}
				name="outcome"
				chosen={text('outcome')}
				errors={errors.outcome ?? undefined}
				options={repossessionOutcomes.map((value) => ({ value, label: say(`request.outcome.${value}`) }))}
				required
			/>
			<Input
				id={idOf('on')}
				type="date"
				name="on"
				label={say('request.on')}
				defaultValue={text('on') ?? today}
				max={today}
				errors={errors.on ?? undefined}
				required
			/>
			<Input
				id={idOf('place')}
				name="place"
				label={say('request.nowAt')}
				defaultValue={text('place')}
				errors={errors.place ?? undefined}
				maxLength={200}
				optional
			/>
			<Input
				id={idOf('reading')}
				name="meterReading"
				label={say('request.reading')}
				hint={meterReading ? say('request.lastReading', { reading: tellReading(meterReading, meterUnit) }) : undefined}
				after={meterUnit || undefined}
				defaultValue={text('meterReading')}
				errors={errors.meterReading ?? undefined}
				inputMode="decimal"
				optional
			/>
			<Textarea
				id={idOf('note')}
				name="note"
				label={say('request.note')}
				defaultValue={text('note')}
				errors={errors.note ?? undefined}
				maxLength={500}
				rows={2}
				optional
			/>
			<div className="mt-6">
				<Button wide>{say('request.record')}</Button>
			</div>
		</form>
	)
}
