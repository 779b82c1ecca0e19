import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Input, Select, Textarea } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { sayFollowUp as say } from '../../words/staff-follow-up.ts'
import { formatMoney } from '../format.ts'

type Fields = {
	kind: string
	text: string
	nextStep: string
	nextOn: string
	assigneeId: string
	promiseFor: string
	promiseAmount: string
	promiseOn: string
}
type FollowUpFormProps = {
	answer: Parameters<typeof usePageForm>[0]
	invoices: { id: string; number: string; currency: string; openMinor: bigint }[]
	people: { id: string; name: string }[]
	/** Who records it: the next step is theirs unless they say otherwise. */
	me: string
	/** The customer's own. */
	currency: string
	formKey: string
}

/** What was said, the next step, and a promise to pay. */
export function FollowUpForm({ answer, invoices, people, me, currency, formKey }: FollowUpFormProps) {
	const [form, fields] = usePageForm<Fields>(answer, {
		id: 'follow-up',
		defaultValue: { kind: 'call', assigneeId: me },
	})
	return (
		<PageForm form={form}>
			<FormProblems errors={form.errors} />
			<input type="hidden" name="intent" value="record" />
			<input type="hidden" name="key" value={formKey} />
			<Select {...bound(fields.kind)} label={say('followUp.kind')}>
				{(['call', 'visit', 'message', 'other'] as const).map((kind) => (
					<option key={kind} value={kind}>
						{say(`followUp.kinds.${kind === 'other' ? 'note' : kind}`)}
					</option>
				))}
			</Select>
			<Textarea {...bound(fields.text)} label={say('followUp.text')} rows={4} maxLength={5000} required />
			<div className="mt-5 grid items-start gap-5 sm:grid-cols-[1fr_11rem_11rem] [&>*]:mt-0">
				<Input {...bound(fields.nextStep)} label={say('followUp.nextStep')} maxLength={500} optional />
				<Input {...bound(fields.nextOn)} label={say('followUp.nextOn')} type="date" optional />
				<Select {...bound(fields.assigneeId)} label={say('followUp.assignee')}>
					{people.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</Select>
			</div>
			<fieldset className="mt-8">
				<legend className="font-semibold">{say('followUp.promise')}</legend>
				<p className="mt-1 mb-4 text-muted">{say('followUp.promiseHint')}</p>
				<Select {...bound(fields.promiseFor)} label={say('followUp.promiseFor')}>
					<option value={currency}>{say('followUp.anything', { currency })}</option>
					{invoices.map(({ id, number, openMinor, ...invoice }) => (
						<option key={id} value={`${invoice.currency}:${id}`}>
							{say('followUp.invoice', {
								number,
								open: formatMoney('en', { minor: openMinor, currency: invoice.currency }),
							})}
						</option>
					))}
				</Select>
				<div className="mt-5 grid items-start gap-5 sm:grid-cols-[1fr_12rem] [&>*]:mt-0">
					<Input
						{...bound(fields.promiseAmount)}
						label={say('followUp.amount')}
						hint={say('followUp.amountHint')}
						inputMode="decimal"
						optional
					/>
					<Input {...bound(fields.promiseOn)} label={say('followUp.by')} type="date" optional />
				</div>
			</fieldset>
			<div className="mt-6">
				<Button busy={useIsPosting()}>{say('followUp.save')}</Button>
			</div>
		</PageForm>
	)
}
