import { formatMajor } from '#core/money.ts'
import type { Due } from '#core/payable/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Details } from '#portal/ui/details.tsx'
import { AmountInput, Input } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { type Column, Table } from '#portal/ui/table.tsx'
import { saySupplier as say } from '#portal/words/staff-suppliers.ts'
import { Day, Money } from '../../display.tsx'

type DuesProps = {
	dues: readonly Due[]
	caption: string
	/** The company's day, ISO: a payment is marked as made on it, unless said otherwise. */
	today: string
	mayPay: boolean
	/** On the page of the contract itself neither it nor the supplier need be named. */
	withinContract?: boolean
}

/** Payments of plans, the earliest first; each is marked as paid where it stands, and the mark taken back. */
export function Dues({ dues, caption, today, mayPay, withinContract = false }: DuesProps) {
	const columns: Column<Due>[] = [
		{ key: 'due', title: say('supplier.due'), cell: (due) => <Standing due={due} /> },
		{
			key: 'what',
			title: say('supplier.what'),
			cell: (due) => <What due={due} withinContract={withinContract} />,
		},
		{
			key: 'planned',
			title: say('supplier.planned'),
			figures: true,
			lead: true,
			cell: ({ plannedMinor, currency }) => <Money of={{ minor: plannedMinor, currency }} />,
		},
		{ key: 'paid', title: say('supplier.paid'), cell: (due) => <Paid due={due} today={today} mayPay={mayPay} /> },
	]
	return (
		<Table
			caption={caption}
			quietCaption
			rows={dues}
			keyOf={({ payableId, dueOn }) => `${payableId} ${dueOn}`}
			columns={columns}
		/>
	)
}

function Standing({ due: { dueOn, lateDays } }: { due: Due }) {
	return (
		<span className="flex flex-wrap items-center gap-2">
			<Day on={dueOn} />
			{lateDays > 0 ? <Pill tone="bad">{say('supplier.late', { count: lateDays })}</Pill> : null}
		</span>
	)
}

function What({ due, withinContract }: { due: Due; withinContract: boolean }) {
	if (withinContract) return due.description
	return (
		<>
			{due.description}
			<span className="block text-muted text-sm">
				<TextLink href={`/staff/customers/${due.customerId}`}>{due.customerName}</TextLink>
				{' · '}
				<TextLink href={`/staff/contracts/${due.contractId}/payments`}>{due.contractNumber}</TextLink>
			</span>
		</>
	)
}

function Paid({ due, today, mayPay }: { due: Due; today: string; mayPay: boolean }) {
	const { paid, payableId, dueOn, plannedMinor, currency, description } = due
	if (paid)
		return (
			<form method="post" className="flex flex-wrap items-center gap-x-3 gap-y-1">
				<input type="hidden" name="id" value={paid.id} />
				<span>
					<Day on={paid.paidOn} />
					{paid.amountMinor === plannedMinor ? null : (
						<>
							{' · '}
							<Money of={{ minor: paid.amountMinor, currency }} />
						</>
					)}
					{paid.note ? <span className="block text-muted text-sm">{paid.note}</span> : null}
				</span>
				{mayPay ? (
					<Button kind="secondary" size="small" name="intent" value="undo">
						{say('supplier.undo')}
						<span className="sr-only">: {description}</span>
					</Button>
				) : null}
			</form>
		)
	if (!mayPay) return say('supplier.open')
	const id = `${payableId}-${dueOn}`
	return (
		<Details summary={say('supplier.pay')}>
			<form method="post" className="flex flex-wrap items-end gap-3 py-1 text-ink [&>*]:mt-0">
				<input type="hidden" name="payableId" value={payableId} />
				<input type="hidden" name="dueOn" value={dueOn} />
				<Input id={`${id}-on`} label={say('supplier.paidOn')} name="paidOn" type="date" defaultValue={today} required />
				<AmountInput
					id={`${id}-amount`}
					label={say('supplier.amount')}
					name="amount"
					currency={currency}
					inputMode="decimal"
					defaultValue={formatMajor(plannedMinor, currency)}
				/>
				<Input id={`${id}-note`} label={say('supplier.note')} name="note" maxLength={500} optional />
				<Button size="small" name="intent" value="pay">
					{say('supplier.pay')}
					<span className="sr-only">: {description}</span>
				</Button>
			</form>
		</Details>
	)
}
