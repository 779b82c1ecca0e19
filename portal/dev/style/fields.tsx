import type { SubmissionResult } from '@conform-to/react'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Checkbox, Radios } from '../../ui/choice.tsx'
import { AmountInput, Input, Select, Textarea } from '../../ui/field.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'

type Facts = { company: string; email: string; startsOn: string; seats: string; plan: string }

export function Fields({ result }: { result: SubmissionResult<string[]> | undefined }) {
	const [form, fields] = usePageForm<Facts>(result, { id: 'example', defaultValue: { seats: '12' } })
	const busy = useIsPosting()
	return (
		<Section title="Forms" intro="Send it empty to see what is wrong; send it well to see a refusal.">
			<div className="grid gap-4 lg:grid-cols-2">
				<Card>
					<PageForm form={form} noValidate>
						<FormProblems
							errors={form.errors}
							fields={[
								{ label: 'Company', ...bound(fields.company) },
								{ label: 'Email', ...bound(fields.email) },
								{ label: 'Start', ...bound(fields.startsOn) },
								{ label: 'Seats', ...bound(fields.seats) },
								{ label: 'Plan', ...bound(fields.plan) },
							]}
						/>
						<Input {...bound(fields.company)} label="Company" hint="As on your invoices" autoComplete="organization" />
						<Input {...bound(fields.email)} label="Email" type="email" autoComplete="email" />
						<Input {...bound(fields.startsOn)} label="Start" type="date" />
						<Input {...bound(fields.seats)} label="Seats" inputMode="numeric" after="seats" />
						<Select {...bound(fields.plan)} label="Plan">
							<option value="">Choose…</option>
							<option value="monthly">Monthly</option>
							<option value="yearly">Yearly, two months free</option>
						</Select>
						<p className="mt-6 flex gap-3">
							<Button busy={busy}>Save</Button>
							<Button type="reset" kind="quiet">
								Reset
							</Button>
						</p>
					</PageForm>
				</Card>
				<Card>
					<AmountInput label="Amount" currency="USD" name="amount" defaultValue="1240.00" hint="At most US$1,840.50" />
					<Input label="Card holder" errors={['Fill this in.']} defaultValue="" />
					<Textarea label="Question" optional hint="We answer within a working day" />
					<FileField label="Contracts to import" hint="CSV or XLSX, up to 20 MB" accept=".csv,.xlsx" />
					<Radios
						legend="When should it take effect?"
						name="when"
						chosen="now"
						options={[
							{ value: 'now', label: 'Now', hint: 'US$412.90 for the rest of November' },
							{ value: 'next', label: 'From the next period', hint: '1 Dec 2026' },
						]}
					/>
					<div className="mt-5">
						<Checkbox
							name="autopay"
							label="Pay this contract by this card from now on"
							hint="Can be switched off at any time"
						/>
					</div>
					<Input label="Customer number" defaultValue="C-1042" disabled />
				</Card>
			</div>
		</Section>
	)
}
