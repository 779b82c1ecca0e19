import type { SuggestedSplit } from '#core/payment/suggest-split.ts'
import { useIsPosting } from '../../../page-form.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Checkbox, Radios } from '../../../ui/choice.tsx'
import { AmountInput, Input, Select, Textarea } from '../../../ui/field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sayPayment } from '../../../words/staff-payments.ts'
import { sayReceipt as say } from '../../../words/staff-receipts.ts'
import { formatDay, formatMoney } from '../../format.ts'
import { OpenInvoices } from './open-invoices.tsx'
import { PenaltyDue } from './penalty-due.tsx'
import { handMethods } from './posted.ts'

/** What a receipt does, as the page shows it. */
export type Looked = {
	amountMinor: bigint
	receivedOn: string
	allocated: { invoiceId: string; number: string; amountMinor: bigint }[]
	penaltyCreditedMinor: bigint
	unallocatedMinor: bigint
	penaltyMinor: bigint
	again: number
	seen: string
	split: SuggestedSplit
}

type ReceiptFormProps = {
	currency: string
	today: string
	contracts: readonly { id: string; number: string; title: string }[]
	/** The contract that the page was asked for. */
	contractId: string
	split: SuggestedSplit
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
	looked: Looked | null
	formKey: string
}

/** Money that came: how much, when and how, and what it settles. First what it does is shown, then it is recorded. */
export function ReceiptForm(props: ReceiptFormProps) {
	const { currency, today, contracts, split, typed, errors, looked, formKey } = props
	const text = (name: string, usual = '') => (typeof typed[name] === 'string' ? String(typed[name]) : usual)
	const wrong = (name: string) => errors[name] ?? undefined
	const busy = useIsPosting()
	return (
		<form method="post" action="#effect">
			<FormProblems errors={wrong('')} />
			<input type="hidden" name="key" value={text('key', formKey)} />
			<Card className="max-w-3xl">
				<div className="grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
					<AmountInput
						name="amount"
						label={say('receipt.amount')}
						currency={currency}
						defaultValue={text('amount')}
						errors={wrong('amount')}
						maxLength={40}
						required
					/>
					<Input
						name="receivedOn"
						type="date"
						label={say('receipt.receivedOn')}
						defaultValue={text('receivedOn', today)}
						max={today}
						errors={wrong('receivedOn')}
						required
					/>
					<Select name="method" label={say('receipt.method')} defaultValue={text('method', 'transfer')} required>
						{handMethods.map((method) => (
							<option key={method} value={method}>
								{sayPayment(`payment.method.${method as 'transfer'}`)}
							</option>
						))}
					</Select>
					<Select name="contractId" label={say('receipt.contract')} defaultValue={text('contractId', props.contractId)}>
						<option value="">{say('receipt.anyContract')}</option>
						{contracts.map(({ id, number, title }) => (
							<option key={id} value={id}>
								{number} {title}
							</option>
						))}
					</Select>
				</div>
				<Input
					name="reference"
					label={say('receipt.reference')}
					hint={say('receipt.referenceHint')}
					defaultValue={text('reference')}
					errors={wrong('reference')}
					maxLength={200}
					optional
				/>
				<Textarea
					name="note"
					label={say('receipt.note')}
					hint={say('receipt.noteHint')}
					defaultValue={text('note')}
					errors={wrong('note')}
					maxLength={1000}
					rows={2}
					optional
				/>
				<div className="mt-5">
					<Checkbox name="letter" label={say('receipt.letter')} defaultChecked={typed.letter === 'on'} />
				</div>
			</Card>
			<Section title={say('receipt.put')} id="put">
				<Radios
					legend={<span className="sr-only">{say('receipt.put')}</span>}
					name="by"
					chosen={text('by', 'order')}
					errors={wrong('by')}
					options={[
						{
							value: 'order',
							label: say('receipt.by.order'),
							hint: say(split.order === 'oldest' ? 'receipt.byOldest' : 'receipt.byLargest'),
						},
						{ value: 'hand', label: say('receipt.by.hand'), hint: say('receipt.byHandHint') },
						{ value: 'none', label: say('receipt.by.none'), hint: say('receipt.byNoneHint') },
					]}
				/>
				<div className="mt-5">
					{split.parts.length === 0 ? (
						<Notice kind="info">{say('receipt.nothingOpen', { currency })}</Notice>
					) : (
						<OpenInvoices parts={split.parts} suggested={looked !== null} {...{ currency, typed, errors }} />
					)}
				</div>
				<PenaltyDue due={split.penalty} {...{ currency, typed, errors }} />
			</Section>
			{looked ? <Effect looked={looked} currency={currency} /> : null}
			<div className="mt-6 flex flex-wrap gap-3">
				{looked ? (
					<Button name="intent" value="record" busy={busy}>
						{say('receipt.confirm', { amount: formatMoney('en', { minor: looked.amountMinor, currency }) })}
					</Button>
				) : null}
				<Button kind={looked ? 'secondary' : 'primary'} name="intent" value="look">
					{say('receipt.look')}
				</Button>
			</div>
		</form>
	)
}

function Effect({ looked, currency }: { looked: Looked; currency: string }) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	return (
		<Section title={say('receipt.effect')} id="effect">
			<Card className="max-w-3xl">
				<input type="hidden" name="seen" value={looked.seen} />
				<ul className="reading list-disc space-y-2 pl-5">
					{looked.allocated.map(({ invoiceId, number, amountMinor }) => (
						<li key={invoiceId}>{say('receipt.settlesPart', { amount: money(amountMinor), number })}</li>
					))}
					{looked.penaltyMinor > 0n ? (
						<li>{say('receipt.penaltyPart', { amount: money(looked.penaltyMinor) })}</li>
					) : null}
					{looked.penaltyCreditedMinor > 0n ? (
						<li>{say('receipt.penaltyCredited', { amount: money(looked.penaltyCreditedMinor) })}</li>
					) : null}
					{looked.unallocatedMinor > 0n ? (
						<li>{say('receipt.staysFree', { amount: money(looked.unallocatedMinor) })}</li>
					) : null}
					<li>{say('receipt.counts', { day: formatDay('en', looked.receivedOn) })}</li>
					{looked.again > 0 ? <li>{say('receipt.again', { count: looked.again })}</li> : null}
				</ul>
			</Card>
		</Section>
	)
}
