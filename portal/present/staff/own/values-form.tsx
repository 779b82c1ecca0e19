import type { SubmissionResult } from '@conform-to/react'
import type { OwnField, OwnValues } from '#core/own-field/own-field.ts'
import type { OwnValue } from '#core/own-field/read.ts'
import { PageForm, useIsPosting, usePageForm } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card, Empty } from '#portal/ui/card.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayOwn as say } from '#portal/words/staff-own.ts'
import { OwnInputs } from './inputs.tsx'
import { OwnLocked } from './locked.tsx'
import { ownTyped } from './posted.ts'

type ValuesFormProps = {
	fields: OwnField[]
	values: OwnValues
	locked: OwnValue[]
	answer: SubmissionResult<string[]> | undefined
}

/** What stands in own fields of one thing, to be changed. */
export function ValuesForm({ fields, values, locked, answer }: ValuesFormProps) {
	const [form] = usePageForm<Record<string, string>>(answer, { id: 'own-values' })
	const busy = useIsPosting()
	if (fields.length === 0)
		return locked.length === 0 ? (
			<Empty title={say('own.noneToFill')} />
		) : (
			<Card>
				<OwnLocked values={locked} />
			</Card>
		)
	return (
		<PageForm form={form} className="max-w-2xl">
			<FormProblems errors={form.errors} />
			<Card>
				<OwnLocked values={locked} />
				<OwnInputs fields={fields} values={ownTyped(answer) ?? values} />
				<div className="mt-8">
					<Button busy={busy}>{say('own.save')}</Button>
				</div>
			</Card>
		</PageForm>
	)
}
