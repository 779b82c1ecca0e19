import { Input } from '#portal/ui/field.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { placeOfRule, TemplateRuleForm, typedText } from '../template-rule-form.tsx'

type RuleFormProps = {
	template: string | null
	/** Null: a template without its own. */
	lockDays: number | null
	/** Of the company. */
	confirmHours: number | null
	typed: Record<string, unknown> | null
	errors: Record<string, string[] | null | undefined>
}

/** From when machines may be locked: of one template, or of the company with how long a provider has. */
export function RuleForm({ template, lockDays, confirmHours, typed, errors }: RuleFormProps) {
	const at = placeOfRule(template)
	const text = (name: string, kept: string) => typedText(typed, name, kept)
	const said = {
		which: say('request.which'),
		asCompany: say('request.asCompany'),
		own: say('request.own'),
		save: say('request.save'),
	}
	return (
		<TemplateRuleForm {...{ template, said, typed }} isOwn={lockDays !== null} problems={errors['']}>
			<Input
				id={`${at}-days`}
				name="lockDays"
				label={say('request.lockDays')}
				hint={say('request.lockDaysHint')}
				inputMode="numeric"
				defaultValue={text('lockDays', lockDays === null ? '' : String(lockDays))}
				errors={errors.lockDays ?? undefined}
				required={!template}
				optional={template !== null}
			/>
			{confirmHours === null ? null : (
				<Input
					name="confirmHours"
					label={say('request.confirmHours')}
					hint={say('request.confirmHoursHint')}
					inputMode="numeric"
					defaultValue={text('confirmHours', String(confirmHours))}
					errors={errors.confirmHours ?? undefined}
					required
				/>
			)}
		</TemplateRuleForm>
	)
}
