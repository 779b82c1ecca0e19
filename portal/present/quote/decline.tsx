import { Form } from '@remix-run/react'
import { useIsSending } from '#portal/page-form.tsx'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Section } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { useWords } from '#portal/words/use-words.tsx'

type DeclineProps = {
	label: string
	problem: string | undefined
	/** Where a code must be entered before, so that no reason is typed in vain. */
	codeAt: string | undefined
}

/** The customer's no, with a reason where they give one. */
export function Decline({ label, problem, codeAt }: DeclineProps) {
	const say = useWords()
	const busy = useIsSending('decline')
	if (codeAt)
		return (
			<Section title={say('quote.decline')} id="decline">
				<LinkButton kind="secondary" href={codeAt}>
					{label}
				</LinkButton>
			</Section>
		)
	return (
		<Section title={say('quote.decline')} id="decline">
			<FormProblems errors={problem ? [problem] : undefined} />
			<Details summary={label} open={problem !== undefined}>
				<Form method="post" className="py-3">
					<Textarea
						label={say('quote.declineReason')}
						hint={say('quote.declineNote')}
						name="reason"
						maxLength={2000}
						optional
					/>
					<div className="mt-4">
						<Button kind="danger" name="intent" value="decline" busy={busy}>
							{label}
						</Button>
					</div>
				</Form>
			</Details>
		</Section>
	)
}
