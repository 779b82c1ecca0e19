import { type Condition, conditionKinds } from '#core/delivery/condition.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Checkbox, Radios } from '#portal/ui/choice.tsx'
import { Input } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'

type RuleFormProps = {
	template: string | null
	/** Null: a template without any of its own. */
	conditions: readonly Condition[] | null
	validDays: number | null
	typed: Record<string, unknown> | null
	errors: Record<string, string[] | null | undefined>
}

/** The conditions of one template, or of the company with how long a pass is good. */
export function RuleForm({ template, conditions, validDays, typed, errors }: RuleFormProps) {
	const at = template ? `template-${template}` : 'general'
	const text = (name: string, otherwise: string) =>
		typed && typeof typed[name] === 'string' ? String(typed[name]) : otherwise
	const chosen = new Set(typed ? [typed.kinds].flat().map(String) : (conditions ?? []).map(({ kind }) => kind))
	const share = conditions?.find(({ kind }) => kind === 'amount_received')?.percent ?? ''
	return (
		<Card className="max-w-3xl">
			<FormProblems errors={errors[''] ?? undefined} />
			<form method="post" action={`#${at}`}>
				{template ? (
					<>
						<input type="hidden" name="templateId" value={template} />
						<Radios
							id={`whose-${template}`}
							legend={say('delivery.which')}
							name="whose"
							chosen={text('whose', conditions === null ? 'company' : 'own')}
							options={[
								{ value: 'company', label: say('delivery.asCompany') },
								{ value: 'own', label: say('delivery.ownConditions') },
							]}
						/>
					</>
				) : null}
				<div className="mt-5 grid gap-3">
					{conditionKinds.map((kind, index) => (
						<Checkbox
							key={kind}
							id={`${at}-${kind}`}
							name={`kinds[${index}]`}
							value={kind}
							label={kind === 'amount_received' ? say('delivery.share') : say(`delivery.condition.${kind}`)}
							defaultChecked={chosen.has(kind)}
						/>
					))}
				</div>
				<Input
					id={`${at}-percent`}
					name="percent"
					label={say('delivery.percent')}
					hint={say('delivery.percentHint')}
					after="%"
					inputMode="decimal"
					defaultValue={text('percent', share)}
					errors={errors.percent ?? undefined}
					optional
				/>
				{validDays === null ? null : (
					<Input
						name="validDays"
						label={say('delivery.validDays')}
						hint={say('delivery.validDaysHint')}
						inputMode="numeric"
						defaultValue={text('validDays', String(validDays))}
						errors={errors.validDays ?? undefined}
						required
					/>
				)}
				<div className="mt-6">
					<Button>{say('delivery.save')}</Button>
				</div>
			</form>
		</Card>
	)
}
