import { Form, useNavigation } from '@remix-run/react'
import { roundings } from '#core/price-update/roundings.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox, Radios } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Input, Select, Textarea } from '../../../ui/field.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayUpdate as say } from '../../../words/staff-price-updates.ts'
import type { UpdateErrors } from './posted.ts'
import { CountryFields, type FormCountry, InLanguages } from './words-fields.tsx'

type FormProps = {
	/** The form as it was typed; `problem` is of the whole of it. */
	answer: { problem?: string; errors: UpdateErrors; typed: Record<string, string>; productIds: string[] } | undefined
	products: { id: string; name: string }[]
	/** Where customers are. */
	countries: FormCountry[]
	today: string
}

/** What the new prices are, for which lines, from when, and what is said of them. */
export function PriceUpdateForm({ answer, products, countries, today }: FormProps) {
	const { formMethod } = useNavigation()
	const typed: Record<string, string> = answer?.typed ?? { onlyUp: 'on', noticeDays: '30' }
	const errors = answer?.errors ?? {}
	const filled = { typed, errors }
	return (
		<Form method="post" encType="multipart/form-data">
			<FormProblems
				errors={answer?.problem ? [answer.problem] : []}
				fields={Object.entries(errors).map(([id, errors]) => ({ id, label: labelOf(id, countries), errors }))}
			/>
			<Input
				id="name"
				name="name"
				errors={errors.name}
				label={say('update.name')}
				hint={say('update.nameHint')}
				defaultValue={typed.name}
				maxLength={120}
				required
			/>
			<div className="mt-5 grid items-end gap-x-6 gap-y-5 sm:grid-cols-2 [&>*]:mt-0">
				<Input
					id="percent"
					name="percent"
					errors={errors.percent}
					label={say('update.percent')}
					hint={say('update.percentHint')}
					defaultValue={typed.percent ?? '0'}
					inputMode="decimal"
					after="%"
				/>
				<Select name="rounding" label={say('update.rounding')} defaultValue={typed.rounding ?? 'minor'}>
					{roundings.map((rounding) => (
						<option key={rounding} value={rounding}>
							{say(`update.roundingOf.${rounding}`)}
						</option>
					))}
				</Select>
			</div>
			<div className="mt-5">
				<FileField
					id="file"
					name="file"
					errors={errors.file}
					label={say('update.file')}
					hint={say('update.fileHint')}
					accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
					optional
				/>
			</div>
			<div className="mt-5">
				<Checkbox name="onlyUp" label={say('update.onlyUp')} defaultChecked={typed.onlyUp === 'on'} />
			</div>
			{products.length > 1 ? (
				<div className="mt-5">
					<Details summary={say('update.products')} open={(answer?.productIds.length ?? 0) > 0}>
						<fieldset>
							<legend className="sr-only">{say('update.products')}</legend>
							<p className="mb-3 text-sm">{say('update.productsHint')}</p>
							<div className="grid gap-x-6 text-ink sm:grid-cols-2">
								{products.map(({ id, name }) => (
									<Checkbox
										key={id}
										name="productIds"
										value={id}
										label={name}
										defaultChecked={answer?.productIds.includes(id)}
									/>
								))}
							</div>
						</fieldset>
					</Details>
				</div>
			) : null}
			<div className="mt-5">
				<Radios
					legend={say('update.when')}
					name="at"
					chosen={typed.at ?? 'renewal'}
					options={[
						{ value: 'renewal', label: say('update.startsOf.renewal'), hint: say('update.startsOf.renewalHint') },
						{ value: 'day', label: say('update.startsOf.day') },
					]}
				/>
			</div>
			<div className="mt-5 grid items-end gap-x-6 gap-y-5 sm:grid-cols-2 [&>*]:mt-0">
				<Input
					id="on"
					name="on"
					errors={errors.on}
					type="date"
					min={today}
					label={say('update.on')}
					defaultValue={typed.on}
					optional
				/>
				<Input
					id="noticeDays"
					name="noticeDays"
					errors={errors.noticeDays}
					label={say('update.noticeDays')}
					hint={say('update.noticeHint')}
					defaultValue={typed.noticeDays}
					inputMode="numeric"
					required
				/>
			</div>
			<Textarea
				id="message"
				name="message"
				errors={errors.message}
				label={say('update.message')}
				hint={say('update.messageHint')}
				defaultValue={typed.message}
				maxLength={2000}
				optional
			/>
			<InLanguages of="" {...filled} />
			{countries.length > 0 ? (
				<div className="mt-5">
					<CountryFields countries={countries} {...filled} />
				</div>
			) : null}
			<div className="mt-6">
				<Button busy={formMethod === 'POST'}>{say('update.prepare')}</Button>
			</div>
		</Form>
	)
}

/** The words of a field by its name, with its country where it is of one. */
function labelOf(field: string, countries: readonly FormCountry[]): string {
	const country = countries.find(({ code }) => field.endsWith(`-${code}`))?.name
	const kind = field.split('-')[0] as 'name' | 'percent' | 'on' | 'noticeDays' | 'message' | 'file'
	const label = say(`update.${kind}`)
	return country ? say('update.fieldIn', { field: label, country }) : label
}
