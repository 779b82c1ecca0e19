import { formatMajor } from '#core/money.ts'
import type { SuggestedSplit } from '#core/payment/suggest-split.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { AmountInput, Input } from '../../../ui/field.tsx'
import { sayReceipt as say } from '../../../words/staff-receipts.ts'
import { formatMoney } from '../../format.ts'
import type { ShownReceipt } from './head.tsx'
import { OpenInvoices } from './open-invoices.tsx'
import { PenaltyDue } from './penalty-due.tsx'

type DeedProps = {
	receipt: ShownReceipt
	/** What was posted, where it was this deed, and what was wrong with it. */
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** Puts what is free of it to invoices: in the company's order, or as typed. */
export function PutForm({ receipt, split, typed, errors }: DeedProps & { split: SuggestedSplit }) {
	const { freeMinor, currency } = receipt
	const isOpen = split.parts.length + split.penalty.length > 0
	if (freeMinor <= 0n || !(isOpen || receipt.held)) return null
	const amount = formatMoney('en', { minor: freeMinor, currency })
	return (
		<Section
			title={say('receipt.putFree')}
			intro={say(receipt.held ? 'receipt.keptLead' : 'receipt.putFreeLead', { amount })}
			id="free"
		>
			<form method="post" action="#free">
				<input type="hidden" name="intent" value="put" />
				<input type="hidden" name="freeMinor" value={String(freeMinor)} />
				{split.parts.length > 0 ? (
					<OpenInvoices parts={split.parts} suggested {...{ currency, typed, errors }} />
				) : null}
				<PenaltyDue due={split.penalty} {...{ currency, typed, errors }} />
				<div className="mt-5 flex flex-wrap gap-3">
					<Button name="by" value="order">
						{say(isOpen ? 'receipt.putInOrder' : 'receipt.letGo')}
					</Button>
					{isOpen ? (
						<Button kind="secondary" name="by" value="hand">
							{say('receipt.putIt')}
						</Button>
					) : null}
				</div>
			</form>
		</Section>
	)
}

/** Writes down that what is free was sent back to the payer. */
export function ReturnForm({ receipt, today, typed, errors }: DeedProps & { today: string }) {
	const { freeMinor, currency } = receipt
	if (freeMinor <= 0n) return null
	const text = (name: string, usual = '') => (typeof typed[name] === 'string' ? String(typed[name]) : usual)
	const left = formatMoney('en', { minor: freeMinor, currency })
	return (
		<Section title={say('receipt.giveBack')} intro={say('receipt.giveBackLead', { amount: left })} id="return">
			<Card className="max-w-2xl">
				<form method="post" action="#return">
					<input type="hidden" name="intent" value="return" />
					<input type="hidden" name="freeMinor" value={String(freeMinor)} />
					<div className="grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
						<AmountInput
							name="amount"
							label={say('receipt.amount')}
							currency={currency}
							defaultValue={text('amount', formatMajor(freeMinor, currency))}
							errors={errors.amount ?? undefined}
							maxLength={40}
							required
						/>
						<Input
							name="returnedOn"
							type="date"
							label={say('receipt.giveBackOn')}
							defaultValue={text('returnedOn', today)}
							max={today}
							errors={errors.returnedOn ?? undefined}
							required
						/>
						<Input
							name="reference"
							label={say('receipt.reference')}
							defaultValue={text('reference')}
							errors={errors.reference ?? undefined}
							maxLength={200}
							optional
						/>
						<Input
							name="reason"
							label={say('receipt.reason')}
							defaultValue={text('reason')}
							errors={errors.reason ?? undefined}
							maxLength={300}
							required
						/>
					</div>
					<div className="mt-5">
						<Button kind="secondary">{say('receipt.giveBackIt')}</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}

/** Takes back what was recorded by mistake. */
export function TakeBackForm({ typed, errors }: Omit<DeedProps, 'receipt'>) {
	return (
		<Section title={say('receipt.takeBack')} intro={say('receipt.takeBackLead')} id="take-back">
			<Card className="max-w-2xl">
				<form method="post" action="#take-back">
					<input type="hidden" name="intent" value="takeBack" />
					<Input
						name="reason"
						label={say('receipt.reason')}
						defaultValue={typeof typed.reason === 'string' ? typed.reason : ''}
						errors={errors.reason ?? undefined}
						maxLength={300}
						required
					/>
					<div className="mt-5">
						<Button kind="danger">{say('receipt.takeBackIt')}</Button>
					</div>
				</form>
			</Card>
		</Section>
	)
}
