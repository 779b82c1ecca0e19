import { type Condition, conditionKinds } from '#core/delivery/condition.ts'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input } from '#portal/ui/field.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'
import { placeOfRule, TemplateRuleForm, typedText } from '../template-rule-form.tsx'

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
	const at = placeOfRule(template)
	const text = (name: string, kept: string) => typedText(typed, name, kept)
	const chosen = new Set(typed ? [typed.kinds].flat().map(String) : (conditions ?? []).map(({ kind }) => kind))
	const share = conditions?.find(({ kind }) => kind === 'amount_received')?.percent ?? ''
	const said = {
		which: say('delivery.which'),
		asCompany: say('delivery.asCompany'),
		own: say('delivery.ownConditions'),
		save: say('delivery.save'),
	}
	return (
		<TemplateRuleForm {...{ template, said, typed }} isOwn={conditions !== null} problems={errors['']}>
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
		</TemplateRuleForm>
	)
}
