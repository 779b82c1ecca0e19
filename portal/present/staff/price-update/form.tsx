import { Form, useNavigation } from '@remix-run/react'
import { roundings } from '#core/price-update/roundings.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox, Radios } from '../../../ui/choice.tsx'
import { Details } from '../../../ui/details.tsx'
import { Input, Select, Textarea } from '../../../ui/field.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayUpdate as say } from '../../../words/staff-price-updates.ts'
import { countryRows, messageLanguages } from './posted.ts'

type FormProps = {
	answer: { problem: string; typed: Record<string, string>; productIds: string[] } | undefined
	products: { id: string; name: string }[]
	countries: { code: string; name: string }[]
	today: string
}

/** What the new prices are, for which lines, from when, and what is said of them. */
export function PriceUpdateForm({ answer, products, countries, today }: FormProps) {
	const { formMethod } = useNavigation()
	const typed = answer?.typed ?? { onlyUp: 'on', noticeDays: '30' }
	return (
		<Form method="post" encType="multipart/form-data">
			<FormProblems errors={answer ? [answer.problem] : []} />
			<Input
				name="name"
				label={say('update.name')}
				hint={say('update.nameHint')}
				defaultValue={typed.name}
				maxLength={120}
				required
			/>
			<div className="mt-5 grid items-end gap-x-6 gap-y-5 sm:grid-cols-2 [&>*]:mt-0">
				<Input
					name="percent"
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
					name="file"
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
				<Input name="on" type="date" min={today} label={say('update.on')} defaultValue={typed.on} optional />
				<Input
					name="noticeDays"
					label={say('update.noticeDays')}
					hint={say('update.noticeHint')}
					defaultValue={typed.noticeDays}
					inputMode="numeric"
					required
				/>
			</div>
			<Textarea
				name="message"
				label={say('update.message')}
				hint={say('update.messageHint')}
				defaultValue={typed.message}
				maxLength={2000}
				optional
			/>
			<InLanguages of="" typed={typed} />
			<div className="mt-5">
				<Details summary={say('update.countries')} open={Boolean(typed['country-0'])}>
					{countryRows.map((row) => (
						<div key={row} className="mt-4 grid gap-x-6 text-ink sm:grid-cols-2 [&>*]:mt-2">
							<Select
								name={`country-${row}`}
								label={say('update.country')}
								defaultValue={typed[`country-${row}`] ?? ''}
							>
								<option value="">{say('update.countryChoose')}</option>
								{countries.map(({ code, name }) => (
									<option key={code} value={code}>
										{name}
									</option>
								))}
							</Select>
							<Input
								name={`noticeDays-${row}`}
								label={say('update.noticeDays')}
								defaultValue={typed[`noticeDays-${row}`]}
								inputMode="numeric"
								optional
							/>
							<div className="sm:col-span-2">
								<Textarea
									name={`message-${row}`}
									label={say('update.message')}
									defaultValue={typed[`message-${row}`]}
									rows={2}
									optional
								/>
								<InLanguages of={`-${row}`} typed={typed} />
							</div>
						</div>
					))}
				</Details>
			</div>
			<div className="mt-6">
				<Button busy={formMethod === 'POST'}>{say('update.prepare')}</Button>
			</div>
		</Form>
	)
}

/** The same message for readers of one language: who has none of these reads the one above. */
function InLanguages({ of, typed }: { of: string; typed: Record<string, string> }) {
	const nameOf = (language: string) => `message-${language}${of}`
	return (
		<div className="mt-3">
			<Details
				summary={say('update.inLanguages')}
				open={messageLanguages.some((language) => Boolean(typed[nameOf(language)]))}
			>
				<div className="mt-3 grid gap-x-6 gap-y-4 text-ink sm:grid-cols-2 [&>*]:mt-0">
					{messageLanguages.map((language) => (
						<Textarea
							key={language}
							name={nameOf(language)}
							label={say(`update.messageIn.${language}`)}
							defaultValue={typed[nameOf(language)]}
							rows={2}
							maxLength={2000}
							lang={language}
							optional
						/>
					))}
				</div>
			</Details>
		</div>
	)
}
