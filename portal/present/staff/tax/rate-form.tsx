import type { SubmissionResult } from '@conform-to/react'
import { bound, PageForm, useIsPosting, usePageForm } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayTax as say } from '../../../words/staff-taxes.ts'

type Fields = Record<
	'country' | 'region' | 'taxClass' | 'label' | 'percent' | 'validFrom' | 'validTo' | 'included',
	string
>

type TaxRateFormProps = {
	result: SubmissionResult<string[]> | undefined
	countries: readonly { code: string; name: string }[]
	/** The company's own. */
	country: string
	classes: readonly string[]
	today: string
}

/** One rate more. */
export function TaxRateForm({ result, countries, country, classes, today }: TaxRateFormProps) {
	const [form, fields] = usePageForm<Fields>(result, {
		id: 'rate',
		defaultValue: { country, taxClass: classes[0] ?? 'standard', validFrom: today, included: 'no' },
	})
	const busy = useIsPosting()
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} />
			<input type="hidden" name="intent" value="add" />
			<div className="grid items-start gap-x-6 sm:grid-cols-2 [&>*:nth-child(2)]:mt-5 sm:[&>*:nth-child(2)]:mt-0">
				<Select {...bound(fields.country)} label={say('tax.country')} required>
					{countries.map(({ code, name }) => (
						<option key={code} value={code}>
							{name}
						</option>
					))}
				</Select>
				<Input
					{...bound(fields.region)}
					label={say('tax.region')}
					hint={say('tax.regionHint')}
					maxLength={80}
					optional
				/>
				<Input
					{...bound(fields.taxClass)}
					label={say('tax.class')}
					hint={say('tax.classHint')}
					list="tax-classes"
					maxLength={40}
					required
				/>
				<Input {...bound(fields.label)} label={say('tax.label')} hint={say('tax.labelHint')} maxLength={40} required />
				<Input {...bound(fields.percent)} label={say('tax.percent')} inputMode="decimal" maxLength={12} required />
				<Select {...bound(fields.included)} label={say('tax.prices')} hint={say('tax.pricesHint')}>
					<option value="no">{say('tax.added')}</option>
					<option value="yes">{say('tax.included')}</option>
				</Select>
				<Input {...bound(fields.validFrom)} label={say('tax.validFrom')} type="date" required />
				<Input
					{...bound(fields.validTo)}
					label={say('tax.validTo')}
					hint={say('tax.validToHint')}
					type="date"
					optional
				/>
			</div>
			<datalist id="tax-classes">
				{classes.map((name) => (
					<option key={name} value={name} />
				))}
			</datalist>
			<div className="mt-6">
				<Button busy={busy}>{say('tax.add')}</Button>
			</div>
		</PageForm>
	)
}
