import { formatMajor } from '#core/money.ts'
import type { FoundReceipt, ReceiptPart } from '#core/payment/find-receipt.ts'
import type { SuggestedPart } from '#core/payment/suggest-split.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Empty, Section } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { AmountInput, Select } from '../../../ui/field.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayReceipt as say } from '../../../words/staff-receipts.ts'
import { Day, Money } from '../../display.tsx'
import { formatMoney } from '../../format.ts'

type PartsProps = {
	parts: readonly ReceiptPart[]
	/** What of it was put to penalty interest. */
	penalty: FoundReceipt['penalty']
	/** Open invoices that a part can be moved to; null where nothing may be moved. */
	open: readonly SuggestedPart[] | null
	currency: string
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** What the money settles, and the way to put a part of that elsewhere. */
export function ReceiptParts({ parts, penalty, open, currency, typed, errors }: PartsProps) {
	return (
		<Section title={say('receipt.settled')} id="parts">
			{parts.length === 0 && penalty.length === 0 ? (
				<Empty title={say('receipt.settlesNothing')} />
			) : parts.length === 0 ? null : (
				<Table
					caption={say('receipt.settled')}
					quietCaption
					rows={parts}
					keyOf={(part) => part.invoiceId}
					columns={[
						{
							key: 'invoice',
							title: say('receipt.invoice'),
							cell: (part) => <TextLink href={`/staff/invoices/${part.invoiceId}`}>{part.number}</TextLink>,
						},
						{ key: 'due', title: say('receipt.due'), cell: (part) => <Day on={part.dueOn} /> },
						{
							key: 'amount',
							title: say('receipt.amount'),
							figures: true,
							lead: true,
							cell: (part) => (
								<>
									<Money of={{ minor: part.amountMinor, currency }} />
									{part.openMinor > 0n ? (
										<span className="block font-normal text-muted text-sm">
											{say('receipt.left', { amount: formatMoney('en', { minor: part.openMinor, currency }) })}
										</span>
									) : null}
								</>
							),
						},
					]}
				/>
			)}
			{penalty.map((part) => (
				<PenaltyRow key={part.contractId} part={part} currency={currency} mayFree={open !== null} />
			))}
			{open
				? parts.map((part) => (
						<MoveForm
							key={part.invoiceId}
							part={part}
							open={open}
							currency={currency}
							typed={typed.intent === 'move' && typed.fromInvoiceId === part.invoiceId ? typed : null}
							errors={errors}
						/>
					))
				: null}
		</Section>
	)
}

function PenaltyRow({
	part: { contractId, number, amountMinor },
	currency,
	mayFree,
}: {
	part: FoundReceipt['penalty'][number]
	currency: string
	mayFree: boolean
}) {
	return (
		<Card className="mt-3 flex flex-wrap items-center justify-between gap-3">
			<span>
				<TextLink href={`/staff/contracts/${contractId}/penalty`}>{say('receipt.ofPenalty', { number })}</TextLink>
				{' · '}
				<Money of={{ minor: amountMinor, currency }} />
			</span>
			{mayFree ? (
				<form method="post" action="#parts">
					<input type="hidden" name="intent" value="penalty" />
					<input type="hidden" name="contractId" value={contractId} />
					<input type="hidden" name="seenMinor" value={String(amountMinor)} />
					<Button kind="secondary" size="small">
						{say('receipt.freeIt')}
					</Button>
				</form>
			) : null}
		</Card>
	)
}

type MoveProps = Pick<PartsProps, 'currency' | 'errors'> & {
	part: ReceiptPart
	open: readonly SuggestedPart[]
	typed: Record<string, unknown> | null
}

function MoveForm({ part, open, currency, typed, errors }: MoveProps) {
	const wrong = typed ? errors : {}
	return (
		<div className="mt-3">
			<Details summary={`${say('receipt.move')} · ${part.number}`} open={typed !== null}>
				<Card className="max-w-2xl">
					<p className="mb-4 text-muted">{say('receipt.moveLead')}</p>
					<form method="post" action="#parts">
						<input type="hidden" name="intent" value="move" />
						<input type="hidden" name="fromInvoiceId" value={part.invoiceId} />
						<input type="hidden" name="seenMinor" value={String(part.amountMinor)} />
						<div className="grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
							<AmountInput
								name="amount"
								label={say('receipt.amount')}
								currency={currency}
								defaultValue={
									typeof typed?.amount === 'string' ? typed.amount : formatMajor(part.amountMinor, currency)
								}
								errors={wrong.amount ?? undefined}
								maxLength={40}
								required
							/>
							<Select name="toInvoiceId" label={say('receipt.to')} defaultValue={String(typed?.toInvoiceId ?? '')}>
								<option value="">{say('receipt.toNothing')}</option>
								{open
									.filter(({ invoiceId }) => invoiceId !== part.invoiceId)
									.map(({ invoiceId, number, openMinor }) => (
										<option key={invoiceId} value={invoiceId}>
											{number} · {formatMoney('en', { minor: openMinor, currency })}
										</option>
									))}
							</Select>
						</div>
						<div className="mt-5">
							<Button kind="secondary">{say('receipt.moveIt')}</Button>
						</div>
					</form>
				</Card>
			</Details>
		</div>
	)
}
