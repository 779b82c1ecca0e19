import { Button } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { Input } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'

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
	const at = template ? `template-${template}` : 'general'
	const text = (name: string, otherwise: string) =>
		typed && typeof typed[name] === 'string' ? String(typed[name]) : otherwise
	return (
		<Card className="max-w-3xl">
			<FormProblems errors={errors[''] ?? undefined} />
			<form method="post" action={`#${at}`}>
				{template ? (
					<>
						<input type="hidden" name="templateId" value={template} />
						<Radios
							id={`whose-${template}`}
							legend={say('request.which')}
							name="whose"
							chosen={text('whose', lockDays === null ? 'company' : 'own')}
							options={[
								{ value: 'company', label: say('request.asCompany') },
								{ value: 'own', label: say('request.own') },
							]}
						/>
					</>
				) : null}
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
				<div className="mt-6">
					<Button>{say('request.save')}</Button>
				</div>
			</form>
		</Card>
	)
}
