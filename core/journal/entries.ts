/*
 * What each fact of business does to the accounts: debit positive, credit negative, minor units of one currency.
 * These functions only say the lines; `post` writes them.
 */

export type Account =
	| 'receivable'
	| 'cash'
	| 'revenue'
	| 'deferred_revenue'
	| 'tax'
	| 'penalty_income'
	| 'waived_penalty'
	| 'write_off'
	| 'customer_balance'
	| 'opening_balance'

export type EntryKind =
	| 'invoice'
	| 'credit_note'
	| 'payment'
	| 'allocation'
	| 'rounding'
	| 'refund'
	| 'refund_failed'
	| 'dispute'
	| 'dispute_won'
	| 'write_off'
	| 'revenue'
	| 'opening'
	| 'opening_back'
	| 'payment_back'
	| 'penalty_payment'

export type EntryLine = { account: Account; amountMinor: bigint }

/** A posting that has not been written yet. `subjectId` is the row it is about; a kind is posted once per subject. */
export type Entry = {
	kind: EntryKind
	subjectId: string
	customerId: string
	contractId: string | null
	currency: string
	lines: EntryLine[]
	/** The day that it counts for, where that is not the day on which it is written. */
	on?: Temporal.PlainDate | string | undefined
}

type Issued = {
	id: string
	kind: 'invoice' | 'credit_note'
	customerId: string
	contractId: string | null
	currency: string
	issuedOn: Temporal.PlainDate
	/** A credit note's amounts are negative. `periodTo` is the day after the last one covered. */
	lines: Iterable<{
		netMinor: bigint
		taxMinor: bigint
		periodTo: Temporal.PlainDate | null
		penaltyInvoiceId?: string | null
		waived?: boolean
	}>
}

/**
 * An issued invoice: the customer owes the total, what covers days after the issue day is not earned yet.
 * A credit note is the same with opposite signs, and what it gives back waits on the customer's balance. Penalty interest
 * is no revenue, and one that is given up stands against its income.
 */
export function issueEntry(invoice: Issued): Entry {
	let revenue = 0n
	let deferred = 0n
	let tax = 0n
	let penalty = 0n
	let waived = 0n
	const dayAfterIssue = invoice.issuedOn.add({ days: 1 })
	for (const line of invoice.lines) {
		tax += line.taxMinor
		if (line.waived) waived += line.netMinor
		else if (line.penaltyInvoiceId) penalty += line.netMinor
		else if (line.periodTo && Temporal.PlainDate.compare(line.periodTo, dayAfterIssue) > 0) deferred += line.netMinor
		else revenue += line.netMinor
	}
	return {
		kind: invoice.kind,
		subjectId: invoice.id,
		customerId: invoice.customerId,
		contractId: invoice.contractId,
		currency: invoice.currency,
		lines: [
			{
				account: invoice.kind === 'invoice' ? 'receivable' : 'customer_balance',
				amountMinor: revenue + deferred + tax + penalty + waived,
			},
			{ account: 'revenue', amountMinor: -revenue },
			{ account: 'deferred_revenue', amountMinor: -deferred },
			{ account: 'tax', amountMinor: -tax },
			...(penalty === 0n ? [] : [{ account: 'penalty_income' as const, amountMinor: -penalty }]),
			...(waived === 0n ? [] : [{ account: 'waived_penalty' as const, amountMinor: -waived }]),
		],
	}
}

type Moved = {
	id: string
	customerId: string
	currency: string
	amountMinor: bigint
	contractId?: string | null
	on?: Temporal.PlainDate | string | undefined
}

type TakenOver = { id: string; customerId: string; contractId: string | null; currency: string; openMinor: bigint }

/** What is owed on an invoice that another system issued: revenue and tax of it were posted there. */
export function openingEntry({ openMinor, ...invoice }: TakenOver): Entry {
	return move('opening', { ...invoice, amountMinor: openMinor }, 'receivable', 'opening_balance')
}

/** The same, taken over by mistake. */
export function openingBackEntry({ openMinor, ...invoice }: TakenOver): Entry {
	return move('opening_back', { ...invoice, amountMinor: openMinor }, 'opening_balance', 'receivable')
}

/** Money that came in. */
export function paymentEntry(payment: Moved): Entry {
	return move('payment', payment, 'cash', 'customer_balance')
}

/** Money that was recorded and had not come. */
export function paymentBackEntry(payment: Moved): Entry {
	return move('payment_back', payment, 'customer_balance', 'cash')
}

/** Money, or a credit note, put to an invoice; taken back, its amount is negative. */
export function allocationEntry(allocation: Moved): Entry {
	return move('allocation', allocation, 'customer_balance', 'receivable')
}

/** What a card could not carry of an invoice that it paid; taken back, its amount is negative. */
export function roundingEntry(rounding: Moved): Entry {
	return move('rounding', rounding, 'write_off', 'receivable')
}

/** Money put to penalty interest, which is income only then; taken back, its amount is negative. */
export function penaltyPaymentEntry(part: Moved): Entry {
	return move('penalty_payment', part, 'customer_balance', 'penalty_income')
}

/** Money given back. */
export function refundEntry(refund: Moved): Entry {
	return move('refund', refund, 'customer_balance', 'cash')
}

/** Money given back that the bank returned to us. */
export function refundFailedEntry(refund: Moved): Entry {
	return move('refund_failed', refund, 'cash', 'customer_balance')
}

/** Money the card's bank has taken away while a dispute runs. */
export function disputeEntry(dispute: Moved): Entry {
	return move('dispute', dispute, 'customer_balance', 'cash')
}

/** The same money given back to us. */
export function disputeWonEntry(dispute: Moved): Entry {
	return move('dispute_won', dispute, 'cash', 'customer_balance')
}

/** What is open of an invoice, given up; taken back, its amount is negative. */
export function writeOffEntry(written: Moved): Entry {
	return move('write_off', written, 'write_off', 'receivable')
}

function move(kind: EntryKind, moved: Moved, debit: Account, credit: Account): Entry {
	return {
		kind,
		subjectId: moved.id,
		customerId: moved.customerId,
		contractId: moved.contractId ?? null,
		currency: moved.currency,
		on: moved.on,
		lines: [
			{ account: debit, amountMinor: moved.amountMinor },
			{ account: credit, amountMinor: -moved.amountMinor },
		],
	}
}
