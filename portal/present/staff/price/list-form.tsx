import type { SubmissionResult } from '@conform-to/react'
import { bound, PageForm, useIsPosting, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayPrice as say } from '../../../words/staff-prices.ts'

type Fields = Record<'name' | 'currency' | 'whose' | 'validFrom' | 'validTo', string>

type ListFormProps = {
	result: SubmissionResult<string[]> | undefined
	currency: string
	currencies: readonly string[]
	today: string
}

/** A new list: its name, currency, days and whose it is. */
export function ListForm({ result, currency, currencies, today }: ListFormProps) {
	const [form, fields] = usePageForm<Fields>(result, {
		id: 'list',
		defaultValue: { currency, whose: 'chosen', validFrom: today },
	})
	const busy = useIsPosting()
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} />
			<Input {...bound(fields.name)} label={say('price.name')} maxLength={120} required />
			<div className="mt-5 grid items-end gap-x-6 gap-y-5 sm:grid-cols-2 [&>*]:mt-0">
				<Select {...bound(fields.currency)} label={say('price.currency')}>
					{currencies.map((code) => (
						<option key={code}>{code}</option>
					))}
				</Select>
				<Select {...bound(fields.whose)} label={say('price.for')}>
					<option value="chosen">{say('price.chosen')}</option>
					<option value="everybody">{say('price.everybody')}</option>
				</Select>
				<Input {...bound(fields.validFrom)} label={say('price.validFrom')} type="date" required />
				<Input {...bound(fields.validTo)} label={say('price.validTo')} type="date" optional />
			</div>
			<div className="mt-6">
				<Button busy={busy}>{say('price.create')}</Button>
			</div>
		</PageForm>
	)
}
