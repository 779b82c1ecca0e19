import { Card } from '../../../ui/card.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { sayWorkflow as say } from '../../../words/staff-workflows.ts'
import { approverChoices } from './approver.ts'
import type { ShownStep } from './typed.ts'

type Wrong = Record<string, string[] | null | undefined> | undefined
type Props = {
	index: number
	step: ShownStep | undefined
	people: readonly { id: string; name: string }[]
	errors: Wrong
}
const picked = ['asked', 'otherwise', 'escalateTo'] as const
const single = ['stage', 'count', 'remindHours', 'limitHours'] as const

/** A field of a step as it and the form's problems name it. */
function bind(index: number, field: string, errors: Wrong) {
	const id = `step-${index + 1}-${field.replaceAll(/[[\]]+/g, '-').replace(/-$/, '')}`
	return { id, errors: errors?.[`steps[${index}].${field}`] ?? undefined }
}

/** What is wrong in a step, for the top of the form. */
export function stepProblems(index: number, errors: Wrong) {
	const named = (field: string) => say('workflow.inStep', { number: index + 1, field })
	const rows = Array.from({ length: 20 }, (_, row) => row)
	return [
		...picked.flatMap((field) =>
			rows.map((row) => ({ ...bind(index, `${field}[${row}]`, errors), label: named(say(`workflow.${field}`)) })),
		),
		...single.map((field) => ({ ...bind(index, field, errors), label: named(say(`workflow.${field}`)) })),
	].filter((one) => one.errors)
}

/** One step of a workflow; the last one on the page is empty, for another. */
export function StepFields({ index, step, people, errors }: Props) {
	const name = (field: string) => `steps[${index}].${field}`
	const choices = approverChoices(people)
	const picks = (field: 'asked' | 'otherwise' | 'escalateTo', count: number) => {
		const chosen = step?.[field] ?? []
		const rows = Math.max(count, chosen.length)
		const numbers = Array.from({ length: rows }, (_, row) => row + 1)
		return numbers.map((number) => {
			const key = chosen[number - 1] ?? ''
			const isGone = key.startsWith('user:') && !choices.some((one) => one.key === key)
			return (
				<Select
					key={number}
					{...bind(index, `${field}[${number - 1}]`, errors)}
					name={`${name(field)}[${number - 1}]`}
					defaultValue={key}
					label={rows > 1 ? `${say(`workflow.${field}`)} ${number}` : say(`workflow.${field}`)}
				>
					<option value="">{say('workflow.nobody')}</option>
					{isGone ? <option value={key}>{say('workflow.gone')}</option> : null}
					{choices.map((one) => (
						<option key={one.key} value={one.key}>
							{one.label}
						</option>
					))}
				</Select>
			)
		})
	}
	const grid = 'mt-4 grid gap-4 sm:grid-cols-2 lg:grid-cols-3 [&>*]:mt-0'
	return (
		<Card className="mt-4">
			<fieldset>
				<legend className="font-semibold text-lg">
					{step ? say('workflow.step', { number: index + 1 }) : say('workflow.newStep')}
				</legend>
				<div className={grid}>
					<Input
						name={name('name')}
						defaultValue={step?.name}
						label={say('workflow.stepName')}
						maxLength={80}
						optional
					/>
					<Input
						{...bind(index, 'stage', errors)}
						name={name('stage')}
						defaultValue={step?.stage ?? index + 1}
						label={say('workflow.stage')}
						type="number"
						min={1}
						max={20}
					/>
				</div>
				<div className={grid}>{picks('asked', 3)}</div>
				<div className={grid}>
					<Select name={name('needs')} defaultValue={step?.needs || 'any'} label={say('workflow.needs')}>
						{(['any', 'all', 'count'] as const).map((needs) => (
							<option key={needs} value={needs}>
								{say(`workflow.needsOf.${needs}`)}
							</option>
						))}
					</Select>
					<Input
						{...bind(index, 'count', errors)}
						name={name('count')}
						defaultValue={step?.count ?? 1}
						label={say('workflow.count')}
						type="number"
						min={1}
						max={20}
					/>
					{picks('otherwise', 1)}
				</div>
				<div className={grid}>
					<Input
						{...bind(index, 'remindHours', errors)}
						name={name('remindHours')}
						defaultValue={step?.remindHours}
						label={say('workflow.remindHours')}
						hint={say('workflow.hoursHint')}
						type="number"
						min={1}
						max={2400}
						optional
					/>
					<Input
						{...bind(index, 'limitHours', errors)}
						name={name('limitHours')}
						defaultValue={step?.limitHours}
						label={say('workflow.limitHours')}
						hint={say('workflow.hoursHint')}
						type="number"
						min={1}
						max={2400}
						optional
					/>
					{picks('escalateTo', 1)}
				</div>
			</fieldset>
		</Card>
	)
}
