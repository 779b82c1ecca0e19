import type { SubmissionResult } from '@conform-to/react'
import { bound, PageForm, useIsPosting, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayTax as say } from '../../../words/staff-taxes.ts'

type Fields = Record<'certificate' | 'country' | 'region' | 'taxClass' | 'validFrom' | 'validTo', string>

type ExemptionFormProps = {
	result: SubmissionResult<string[]> | undefined
	countries: readonly { code: string; name: string }[]
	classes: readonly string[]
	today: string
}

/** One certificate more. */
export function ExemptionForm({ result, countries, classes, today }: ExemptionFormProps) {
	const [form, fields] = usePageForm<Fields>(result, { id: 'exemption', defaultValue: { validFrom: today } })
	const busy = useIsPosting()
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} />
			<input type="hidden" name="intent" value="add" />
			<Input
				{...bound(fields.certificate)}
				label={say('tax.customer.certificate')}
				hint={say('tax.customer.certificateHint')}
				maxLength={120}
				required
			/>
			<div className="mt-5 grid items-start gap-x-6 sm:grid-cols-2 [&>*:nth-child(2)]:mt-5 sm:[&>*:nth-child(2)]:mt-0">
				<Input {...bound(fields.validFrom)} label={say('tax.validFrom')} type="date" required />
				<Input {...bound(fields.validTo)} label={say('tax.validTo')} type="date" optional />
				<Select {...bound(fields.country)} label={say('tax.country')} optional>
					<option value="">{say('tax.customer.anywhere')}</option>
					{countries.map(({ code, name }) => (
						<option key={code} value={code}>
							{name}
						</option>
					))}
				</Select>
				<Input {...bound(fields.region)} label={say('tax.region')} maxLength={80} optional />
				<Select {...bound(fields.taxClass)} label={say('tax.class')} optional>
					<option value="">{say('tax.customer.allClasses')}</option>
					{classes.map((name) => (
						<option key={name}>{name}</option>
					))}
				</Select>
			</div>
			<div className="mt-6">
				<Button busy={busy}>{say('tax.customer.add')}</Button>
			</div>
		</PageForm>
	)
}
