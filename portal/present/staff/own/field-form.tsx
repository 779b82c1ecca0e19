import { Form } from '@remix-run/react'
import type { OwnField, OwnSubject } from '#core/own-field/own-field.ts'
import { ownKinds } from '#core/own-field/own-field.ts'
import { Button } from '#portal/ui/button.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input, Select, Textarea } from '#portal/ui/field.tsx'
import { sayOwn as say } from '#portal/words/staff-own.ts'

/** What a form that was refused had been filled in with. */
export type TypedField = Record<string, string | undefined>

type FieldFormProps = { subject: OwnSubject; field?: OwnField; typed?: TypedField | undefined }

/** One field of the company's own, or a new one. */
export function FieldForm({ subject, field, typed }: FieldFormProps) {
	const id = field?.key ?? `new-${subject}`
	const kind = field?.kind ?? typed?.kind ?? 'text'
	const isRequired = typed ? typed.required === 'on' : (field?.required ?? false)
	return (
		<Details summary={field ? summaryOf(field) : say('own.new')} open={typed !== undefined}>
			<Form method="post" className="py-3 text-ink">
				<input type="hidden" name="intent" value="save" />
				<input type="hidden" name="subject" value={subject} />
				{field ? <input type="hidden" name="id" value={field.id} /> : null}
				<Input
					id={`${id}-name`}
					name="name"
					label={say('own.name')}
					defaultValue={typed?.name ?? field?.name}
					maxLength={80}
					required
				/>
				{field ? (
					<input type="hidden" name="kind" value={kind} />
				) : (
					<Select id={`${id}-kind`} name="kind" label={say('own.kind')} hint={say('own.kindStays')} defaultValue={kind}>
						{ownKinds.map((one) => (
							<option key={one} value={one}>
								{say(`own.kinds.${one}`)}
							</option>
						))}
					</Select>
				)}
				{field?.kind === 'choice' ? <Choices field={field} typed={typed} /> : null}
				{!field || field.kind === 'choice' ? (
					<Textarea
						id={`${id}-more`}
						name="more"
						label={say(field ? 'own.moreChoices' : 'own.choices')}
						hint={say(field ? 'own.moreHint' : 'own.choicesHint')}
						defaultValue={typed?.more}
						optional
					/>
				) : null}
				<Input
					id={`${id}-position`}
					name="position"
					label={say('own.position')}
					inputMode="numeric"
					defaultValue={typed?.position ?? field?.position ?? 100}
					className="max-w-28"
				/>
				<div className="mt-5">
					<Checkbox
						id={`${id}-required`}
						name="required"
						value="on"
						label={say('own.required')}
						hint={say('own.requiredHint')}
						defaultChecked={isRequired}
					/>
				</div>
				<div className="mt-5">
					<Button kind="secondary">
						{say(field ? (field.archived ? 'own.restore' : 'own.save') : 'own.add')}
						{field ? <span className="sr-only"> {field.name}</span> : null}
					</Button>
				</div>
			</Form>
			{field && !field.archived ? (
				<Form method="post" className="pb-3">
					<input type="hidden" name="intent" value="remove" />
					<input type="hidden" name="id" value={field.id} />
					<Button kind="secondary" size="small">
						{say(field.used ? 'own.archive' : 'own.remove')}
						<span className="sr-only"> {field.name}</span>
					</Button>
				</Form>
			) : null}
		</Details>
	)
}

function summaryOf({ name, kind, required, archived }: OwnField): string {
	const said = [say(`own.kinds.${kind}`), ...(required ? [say('own.isRequired')] : [])]
	return `${name} (${(archived ? [say('own.archived')] : said).join(', ')})`
}

function Choices({ field, typed }: { field: OwnField; typed: TypedField | undefined }) {
	const [offered, gone] = [field.choices.filter((one) => !one.archived), field.choices.filter((one) => one.archived)]
	return (
		<fieldset className="mt-5">
			<legend className="font-semibold">{say('own.choices')}</legend>
			<p className="text-muted text-sm">{say('own.choiceGone')}</p>
			{offered.map(({ id, name }, at) => (
				<div key={id} className="mt-2">
					<Input
						id={`${field.key}-${id}`}
						name={`choice.${id}`}
						label={<span className="font-normal text-sm">{say('own.choice', { number: at + 1 })}</span>}
						defaultValue={typed?.[`choice.${id}`] ?? name}
						maxLength={80}
					/>
				</div>
			))}
			{gone.length > 0 ? (
				<p className="mt-2 text-muted text-sm">
					{say('own.notOffered', { names: gone.map(({ name }) => name).join(', ') })}
				</p>
			) : null}
		</fieldset>
	)
}
