import type { SubmissionResult } from '@conform-to/react'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sayTax as say } from '../../../words/staff-taxes.ts'

/** What came of a form of taxes; the form that adds one says what is wrong with it by itself. */
export function TaxOutcome(props: { saved: boolean; answer: SubmissionResult<string[]> | undefined; adding: boolean }) {
	const { saved, answer, adding } = props
	return (
		<>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('tax.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems
				errors={adding || !answer?.error ? undefined : Object.values(answer.error).flatMap((one) => one ?? [])}
			/>
		</>
	)
}
