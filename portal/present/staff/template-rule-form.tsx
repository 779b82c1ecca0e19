import type { ReactNode } from 'react'
import { Button } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'

type TemplateRuleFormProps = {
	/** Null: the company's own rule. */
	template: string | null
	/** Of a template: the rule is its own, and not the company's. */
	isOwn: boolean
	said: { which: string; asCompany: string; own: string; save: string }
	typed: Record<string, unknown> | null
	problems: string[] | null | undefined
	children: ReactNode
}

/** A rule of the company, or of one template that may go by the company's. */
export function TemplateRuleForm({ template, isOwn, said, typed, problems, children }: TemplateRuleFormProps) {
	return (
		<Card className="max-w-3xl">
			<FormProblems errors={problems ?? undefined} />
			<form method="post" action={`#${placeOfRule(template)}`}>
				{template ? (
					<>
						<input type="hidden" name="templateId" value={template} />
						<Radios
							id={`whose-${template}`}
							legend={said.which}
							name="whose"
							chosen={typedText(typed, 'whose', isOwn ? 'own' : 'company')}
							options={[
								{ value: 'company', label: said.asCompany },
								{ value: 'own', label: said.own },
							]}
						/>
					</>
				) : null}
				{children}
				<div className="mt-6">
					<Button>{said.save}</Button>
				</div>
			</form>
		</Card>
	)
}

/** Where on the page the form stands. */
export const placeOfRule = (template: string | null): string => (template ? `template-${template}` : 'general')

/** What was typed into a field before the form was refused, else what is kept. */
export const typedText = (typed: Record<string, unknown> | null, name: string, kept: string): string =>
	typed && typeof typed[name] === 'string' ? String(typed[name]) : kept
