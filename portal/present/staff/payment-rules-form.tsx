import type { SubmissionResult } from '@conform-to/react'
import type { DunningPolicy } from '#core/dunning/policy.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { AmountInput, Input, Select } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { staffWords as say } from '#portal/words/staff.ts'

type Rules = { policy: DunningPolicy; parts: 'none' | 'any' | 'least'; least: string; currency: string }

const names = [
	'retryDays',
	'remindBeforeDays',
	'remindAfterDays',
	'warnedAfterDays',
	'restrictedAfterDays',
	'blockedAfterDays',
] as const

/** The timetable, the reminders, the ladder and part payments, as one form. */
export function PaymentRulesForm({ rules, result }: { rules: Rules; result: SubmissionResult<string[]> | undefined }) {
	const busy = useIsPosting()
	const { policy, parts, least, currency } = rules
	const list = (days: number[]) => days.join(', ')
	const [form, fields] = usePageForm<Record<(typeof names)[number] | 'retryHour' | 'parts' | 'least', string>>(result, {
		id: 'payment-rules',
		defaultValue: {
			retryDays: list(policy.retryDays),
			retryHour: String(policy.retryHour),
			remindBeforeDays: list(policy.remindBeforeDays),
			remindAfterDays: list(policy.remindAfterDays),
			warnedAfterDays: policy.warnedAfterDays?.toString() ?? '',
			restrictedAfterDays: policy.restrictedAfterDays?.toString() ?? '',
			blockedAfterDays: policy.blockedAfterDays?.toString() ?? '',
			...{ parts, least },
		},
	})
	const input = (name: (typeof names)[number]) => (
		<Input
			{...bound(fields[name])}
			label={say(`staff.paymentRules.${name}`)}
			hint={say(`staff.paymentRules.${name}Hint`)}
			inputMode="numeric"
		/>
	)
	return (
		<PageForm form={form} className="max-w-2xl">
			<FormProblems
				errors={form.errors}
				fields={[...names, 'least' as const].map((name) => ({
					label: say(`staff.paymentRules.${name}`),
					...bound(fields[name]),
				}))}
			/>
			<Section title={say('staff.paymentRules.retries')} intro={say('staff.paymentRules.retriesIntro')}>
				<Card>
					{input('retryDays')}
					<Select {...bound(fields.retryHour)} label={say('staff.paymentRules.retryHour')}>
						{Array.from({ length: 24 }, (_, hour) => String(hour)).map((hour) => (
							<option key={hour} value={hour}>
								{hour.padStart(2, '0')}:00
							</option>
						))}
					</Select>
				</Card>
			</Section>
			<Section title={say('staff.paymentRules.reminders')}>
				<Card>
					{input('remindBeforeDays')}
					{input('remindAfterDays')}
				</Card>
			</Section>
			<Section title={say('staff.paymentRules.ladder')} intro={say('staff.paymentRules.ladderIntro')}>
				<Card>
					{input('warnedAfterDays')}
					{input('restrictedAfterDays')}
					{input('blockedAfterDays')}
				</Card>
			</Section>
			<Section title={say('staff.paymentRules.partPayment')}>
				<Card>
					<Radios
						legend={say('staff.paymentRules.parts')}
						name="parts"
						chosen={fields.parts.initialValue}
						options={(['none', 'any', 'least'] as const).map((value) => ({
							value,
							label: say(`staff.paymentRules.partsOf.${value}`),
						}))}
					/>
					<div className="mt-5">
						<AmountInput {...bound(fields.least)} label={say('staff.paymentRules.least')} currency={currency} />
					</div>
				</Card>
			</Section>
			<p className="mt-8">
				<Button busy={busy}>{say('staff.customer.save')}</Button>
			</p>
		</PageForm>
	)
}
