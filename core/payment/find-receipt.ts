import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { freeSince } from '../allocation/day.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { PaymentState, ReceiptMethod } from './payment.ts'

/** What of it settles an invoice. Minor units; days are ISO. */
export type ReceiptPart = {
	invoiceId: string
	number: string
	contractNumber: string | null
	dueOn: string
	amountMinor: bigint
	/** Still open of the invoice. */
	openMinor: bigint
}

/** Money that came, as the company's people see it. Minor units of `currency`; days are ISO. */
export type FoundReceipt = {
	id: string
	customer: { id: string; name: string }
	contract: { id: string; number: string } | null
	currency: string
	amountMinor: bigint
	allocatedMinor: bigint
	returnedMinor: bigint
	/** Is on its way back. */
	goingMinor: bigint
	/** Settles nothing and is neither gone nor on its way back. */
	freeMinor: bigint
	/** What is free stays so until somebody puts it. */
	held: boolean
	source: 'card' | 'recorded'
	state: PaymentState
	method: ReceiptMethod | ''
	methodBrand: string
	methodLast4: string
	reference: string
	note: string
	receiptNumber: string | null
	receivedOn: string
	/** The day since which what is free has been so; the day it came where nothing is. */
	freeOn: string
	/** When it was written, and by whom; empty for the product itself. */
	recordedAt: Temporal.Instant
	recordedBy: string
	takenBack: { at: Temporal.Instant; by: string; reason: string } | null
	parts: ReceiptPart[]
	/** What of it was put to penalty interest, by contract. */
	penalty: { contractId: string; number: string; amountMinor: bigint }[]
}

type Row = Omit<FoundReceipt, 'freeMinor' | 'freeOn' | 'takenBack' | 'parts' | 'penalty'> & {
	takenBackAt: Temporal.Instant | null
	takenBackBy: string
	takenBackReason: string
}

/** One receipt with what it settles. For the company's people. Refuses `not_found`, also for an attempt that brought nothing. */
export async function findReceipt(scope: Scope, { paymentId }: { paymentId: string }): Promise<FoundReceipt> {
	permit(scope, 'report.read')
	const { sql } = scope
	const [row] = await sql<Row[]>`
		select payment.id, payment.held, jsonb_build_object('id', customer.id, 'name', customer.name) as customer,
			case when contract.id is not null then jsonb_build_object('id', contract.id, 'number', contract.number) end as contract,
			payment.currency, amount_minor as "amountMinor", allocated_minor as "allocatedMinor", returned_minor as "returnedMinor",
			(select coalesce(sum(amount_minor), 0)::bigint from refund where payment_id = payment.id and refund.state = 'started') as "goingMinor",
			source, payment.state, method, method_brand as "methodBrand", method_last4 as "methodLast4", reference, note,
			receipt_number as "receiptNumber", received_on::text as "receivedOn", payment.created_at as "recordedAt",
			case when recorded_by is null then '' else ${actorName(scope, sql`recorded_by`)} end as "recordedBy",
			taken_back_at as "takenBackAt", taken_back_reason as "takenBackReason",
			case when taken_back_by is null then '' else ${actorName(scope, sql`taken_back_by`)} end as "takenBackBy"
		from payment join customer on customer.id = payment.customer_id left join contract on contract.id = payment.for_contract_id
		where payment.id = ${paymentId} and (payment.state = 'succeeded' or taken_back_at is not null)
			and ${reach(scope).customer('payment.customer_id')}`
	if (!row) return refuse('not_found', { noun: 'payment' })
	const parts = await sql<ReceiptPart[]>`
		select invoice.id as "invoiceId", invoice.number, contract.number as "contractNumber", due_on::text as "dueOn",
			settled.minor as "amountMinor", greatest(total_minor - settled_minor, 0)::bigint as "openMinor"
		from (
			select invoice_id, sum(amount_minor)::bigint as minor from allocation where payment_id = ${paymentId}
			group by 1 having sum(amount_minor) > 0
		) as settled join invoice on invoice.id = settled.invoice_id left join contract on contract.id = invoice.contract_id
		order by due_on, invoice.number`
	const penalty = await sql<FoundReceipt['penalty']>`
		select contract.id as "contractId", contract.number, sum(amount_minor)::bigint as "amountMinor"
		from penalty_payment join contract on contract.id = contract_id where payment_id = ${paymentId}
		group by contract.id having sum(amount_minor) > 0 order by contract.number`
	const { takenBackAt: at, takenBackBy: by, takenBackReason: reason, ...receipt } = row
	const free = row.amountMinor - row.allocatedMinor - row.returnedMinor - row.goingMinor
	const isFree = row.state === 'succeeded' && free > 0n
	return {
		...receipt,
		freeMinor: isFree ? free : 0n,
		freeOn: isFree ? await freeSince(scope, paymentId) : row.receivedOn,
		takenBack: at ? { at, by, reason } : null,
		parts: [...parts],
		penalty: [...penalty],
	}
}
