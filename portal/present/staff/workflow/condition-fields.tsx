import { Input, Select } from '../../../ui/field.tsx'
import { sayWorkflow as say } from '../../../words/staff-workflows.ts'
import type { ShownCondition } from './typed.ts'

const facts = [
	'amount',
	'currency',
	'discount',
	'overdue_days',
	'overdue_amount',
	'risk',
	'role',
	'days_before_term',
	'missing_conditions',
] as const
const measures = ['above', 'at_least', 'below', 'equal'] as const

/** A field of a condition as it and the form's problems name it. */
export function conditionField(
	index: number,
	field: 'fact' | 'value',
	errors: Record<string, string[] | null | undefined> | undefined,
) {
	const label = say(field === 'fact' ? 'workflow.condition' : 'workflow.value', { number: index + 1 })
	return {
		id: `condition-${index + 1}-${field}`,
		label,
		errors: errors?.[`conditions[${index}].${field}`] ?? undefined,
	}
}

/** One condition in a row. */
export function ConditionFields({
	index,
	of,
	currency,
	errors,
}: {
	index: number
	errors: Record<string, string[] | null | undefined> | undefined
	of: ShownCondition | undefined
	currency: string
}) {
	const name = (field: string) => `conditions[${index}].${field}`
	const number = index + 1
	const bound = (field: 'fact' | 'value') => conditionField(index, field, errors)
	return (
		<div className="mt-4 grid grid-cols-2 gap-3 sm:grid-cols-4 [&>*]:mt-0">
			<Select name={name('fact')} defaultValue={of?.fact ?? ''} {...bound('fact')}>
				<option value="">{say('workflow.nobody')}</option>
				{facts.map((fact) => (
					<option key={fact} value={fact}>
						{say(`workflow.fact.${fact}`)}
					</option>
				))}
			</Select>
			<Select name={name('is')} defaultValue={of?.is || 'above'} label={say('workflow.measure', { number })}>
				{measures.map((is) => (
					<option key={is} value={is}>
						{say(`workflow.is.${is}`)}
					</option>
				))}
			</Select>
			<Input name={name('value')} defaultValue={of?.value} {...bound('value')} maxLength={40} />
			<Input
				name={name('currency')}
				defaultValue={of?.currency || currency}
				label={say('workflow.currency', { number })}
				maxLength={3}
			/>
		</div>
	)
}
