import type { StepRule } from '#core/approval/workflow.ts'
import { Card } from '../../../ui/card.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { sayWorkflow as say } from '../../../words/staff-workflows.ts'
import { approverChoices, keyOf } from './approver.ts'

type Props = {
	index: number
	step: StepRule | undefined
	people: readonly { id: string; name: string }[]
}

/** One step of a workflow; the last one on the page is empty, for another. */
export function StepFields({ index, step, people }: Props) {
	const name = (field: string) => `steps[${index}].${field}`
	const choices = approverChoices(people)
	const picks = (field: 'asked' | 'otherwise' | 'escalateTo', count: number) => {
		const chosen = step ? { asked: step.approvers, otherwise: step.otherwise, escalateTo: step.escalateTo }[field] : []
		const rows = Math.max(count, chosen.length)
		const numbers = Array.from({ length: rows }, (_, row) => row + 1)
		return numbers.map((number) => {
			const approver = chosen[number - 1]
			return (
				<Select
					key={number}
					name={`${name(field)}[${number - 1}]`}
					defaultValue={approver ? keyOf(approver) : ''}
					label={rows > 1 ? `${say(`workflow.${field}`)} ${number}` : say(`workflow.${field}`)}
				>
					<option value="">{say('workflow.nobody')}</option>
					{choices.map(({ key, label }) => (
						<option key={key} value={key}>
							{label}
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
					<Select name={name('needs')} defaultValue={step?.needs ?? 'any'} label={say('workflow.needs')}>
						{(['any', 'all', 'count'] as const).map((needs) => (
							<option key={needs} value={needs}>
								{say(`workflow.needsOf.${needs}`)}
							</option>
						))}
					</Select>
					<Input
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
						name={name('remindHours')}
						defaultValue={step?.remindHours ?? ''}
						label={say('workflow.remindHours')}
						hint={say('workflow.hoursHint')}
						type="number"
						min={1}
						max={2400}
						optional
					/>
					<Input
						name={name('limitHours')}
						defaultValue={step?.limitHours ?? ''}
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
