import type { SubmissionResult } from '@conform-to/react'
import type { Template } from '#core/template/find.ts'
import { Checkbox } from '#portal/ui/choice.tsx'
import { AmountInput, Input, Select } from '#portal/ui/field.tsx'
import { saySupplier } from '#portal/words/staff-suppliers.ts'
import { sayTemplate as say } from '#portal/words/staff-templates.ts'
import { cycles, intervals } from '../payable/plan.tsx'

type Answer = SubmissionResult<string[]> | undefined
type Row = { description?: string; amount?: string; every?: string; afterDays?: string; arrears?: string }

const spare = 3

/** As they were posted, or as they are, and some empty ones: no script is needed to add one. */
export function paymentRows(answer: Answer, present: Template['payables']): Row[] {
	const posted = answer?.initialValue?.payables
	const rows = Array.isArray(posted)
		? (posted as Row[])
		: present.map(({ description, amount, interval, afterDays, arrears }) => ({
				...{ description, amount, afterDays: String(afterDays), arrears: arrears ? 'on' : '' },
				every: cycles.find((cycle) => JSON.stringify(intervals[cycle]) === JSON.stringify(interval)) ?? 'once',
			}))
	const filled = rows.filter(({ description, amount }) => description || amount)
	return [...filled, ...Array.from({ length: spare }, () => ({}))]
}

const errorsOf = (answer: Answer, place: number, field: string) =>
	answer?.error?.[`payables[${place}].${field}`] ?? undefined

/** What is wrong in rows of payments, for the top of their form. */
export function paymentProblems(answer: Answer) {
	return Object.entries(answer?.error ?? {}).flatMap(([path, errors]) => {
		const [, place, field] = /^payables\[(\d+)\]\.(description|amount|afterDays)$/.exec(path) ?? []
		if (!place || !field || !errors) return []
		return [{ id: `payable-${place}-${field}`, label: say('template.payment', { number: Number(place) + 1 }), errors }]
	})
}

type PaymentFieldsProps = { rows: Row[]; answer: Answer; currency: string }

/** What is paid of a contract that is begun with a template. */
export function PaymentFields({ rows, answer, currency }: PaymentFieldsProps) {
	return (
		<ol className="divide-y divide-line">
			{[...rows.entries()].map(([place, row]) => {
				const of = (field: string) => ({
					...{ id: `payable-${place}-${field}`, name: `payables[${place}].${field}` },
					errors: errorsOf(answer, place, field),
				})
				return (
					<li key={place} className="py-5 first:pt-0 last:pb-0">
						<fieldset>
							<legend className="mb-2 font-semibold">{say('template.payment', { number: place + 1 })}</legend>
							<div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-4 [&>*]:mt-0">
								<Input
									{...of('description')}
									label={saySupplier('supplier.what')}
									defaultValue={row.description}
									maxLength={200}
									optional
								/>
								<AmountInput
									{...of('amount')}
									label={saySupplier('supplier.amount')}
									defaultValue={row.amount}
									currency={currency}
									inputMode="decimal"
									optional
								/>
								<Select {...of('every')} label={saySupplier('supplier.every')} defaultValue={row.every ?? 'month'}>
									{cycles.map((cycle) => (
										<option key={cycle} value={cycle}>
											{saySupplier(`supplier.cycles.${cycle}`)}
										</option>
									))}
								</Select>
								<Input
									{...of('afterDays')}
									label={say('template.afterDays')}
									defaultValue={row.afterDays ?? '0'}
									inputMode="numeric"
									optional
								/>
							</div>
							<div className="mt-4">
								<Checkbox
									id={`payable-${place}-arrears`}
									name={`payables[${place}].arrears`}
									label={saySupplier('supplier.arrears')}
									defaultChecked={row.arrears === 'on'}
								/>
							</div>
						</fieldset>
					</li>
				)
			})}
		</ol>
	)
}
