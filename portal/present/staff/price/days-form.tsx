import type { SubmissionResult } from '@conform-to/react'
import type { ListedPriceList } from '#core/price/find-lists.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Input } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayPrice as say } from '../../../words/staff-prices.ts'

type Fields = Record<'name' | 'validFrom' | 'validTo', string>

/** The name and the days of a list. */
export function DaysForm({ result, list }: { result: SubmissionResult<string[]> | undefined; list: ListedPriceList }) {
	const { name, validFrom, validTo } = list
	const [form, fields] = usePageForm<Fields>(result, { id: 'days', defaultValue: { name, validFrom, validTo } })
	const busy = useIsPosting()
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} />
			<input type="hidden" name="intent" value="edit" />
			<Input {...bound(fields.name)} label={say('price.name')} maxLength={120} required />
			<div className="mt-5 grid items-end gap-x-6 gap-y-5 sm:grid-cols-2 [&>*]:mt-0">
				<Input {...bound(fields.validFrom)} label={say('price.validFrom')} type="date" required />
				<Input {...bound(fields.validTo)} label={say('price.validTo')} type="date" optional />
			</div>
			<div className="mt-6">
				<Button kind="secondary" busy={busy}>
					{say('price.save')}
				</Button>
			</div>
		</PageForm>
	)
}
