import type { FoundMachine } from '#core/machine-request/find.ts'
import { repossessionOutcomes } from '#core/machine-request/kinds.ts'
import { mostAttachments } from '#core/message/limits.ts'
import { Button } from '#portal/ui/button.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { Input, Textarea } from '#portal/ui/field.tsx'
import { FileField } from '#portal/ui/file-field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { tellReading } from '../equipment/machine-facts.tsx'
import { usePhoneForm } from '../phone/use-phone-form.ts'
import { WaitingForms } from '../phone/waiting-forms.tsx'

export type ResultFormProps = {
	requestId: string
	machine: FoundMachine
	userId: string
	/** Of the form as it was opened. */
	firstKey: string
	/** ISO. */
	today: string
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/**
 * What came of fetching a machine, on a phone beside it. Posted as any form; where a script runs, without leaving the page and
 * whether or not there is a connection.
 */
export function ResultForm({ requestId, machine, userId, firstKey, today, typed, errors: given }: ResultFormProps) {
	const { equipmentId, serialNumber, meterReading, meterUnit } = machine
	const isThis = typed.equipmentId === equipmentId
	const text = (name: string) => (isThis && typeof typed[name] === 'string' ? String(typed[name]) : undefined)
	const idOf = (name: string) => `${name}-${equipmentId}`
	const page = `/staff/machine-requests/${requestId}`
	const { form, keep, send, busy, key, waiting, forget, ...said } = usePhoneForm({
		...{ page, to: 'results', keptAs: `result ${userId} ${requestId} ${equipmentId}` },
		...{ firstKey, doneAt: `${page}?did=confirmed` },
	})
	const errors: typeof given =
		said.problems.length > 0 || Object.keys(said.errors).length > 0
			? { ...said.errors, '': said.problems }
			: isThis
				? given
				: {}
	return (
		<>
			<WaitingForms forms={waiting} forget={forget} tell={tellResult} />
			<form
				ref={form}
				method="post"
				action={`#machine-${equipmentId}`}
				encType="multipart/form-data"
				onSubmit={send}
				onInput={keep}
				className="mt-4 max-w-md"
			>
				<FormProblems errors={errors[''] ?? undefined} />
				<input type="hidden" name="key" value={key} />
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
					hint={
						meterReading ? say('request.lastReading', { reading: tellReading(meterReading, meterUnit) }) : undefined
					}
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
				<FileField
					id={idOf('files')}
					label={say('request.photos')}
					hint={say('request.photosHint', { most: mostAttachments })}
					name="files"
					accept="image/jpeg,image/png,image/webp"
					multiple
					optional
				/>
				<div className="mt-6">
					<Button wide busy={busy}>
						{say('request.record')}
					</Button>
				</div>
			</form>
		</>
	)
}

function tellResult({ outcome, note }: Record<string, string>): string {
	const known = repossessionOutcomes.find((one) => one === outcome)
	return [known ? say(`request.outcome.${known}`) : '', note].filter(Boolean).join(' · ')
}
