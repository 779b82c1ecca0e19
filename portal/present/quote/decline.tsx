import { Form } from '@remix-run/react'
import { useIsPosting } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Section } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { useWords } from '#portal/words/use-words.tsx'

/** The customer's no, with a reason where they give one. */
export function Decline({ problem }: { problem: string | undefined }) {
	const say = useWords()
	const busy = useIsPosting()
	return (
		<Section title={say('quote.decline')} id="decline">
			<FormProblems errors={problem ? [problem] : undefined} />
			<Details summary={say('quote.declineButton')} open={problem !== undefined}>
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
							{say('quote.declineButton')}
						</Button>
					</div>
				</Form>
			</Details>
		</Section>
	)
}
