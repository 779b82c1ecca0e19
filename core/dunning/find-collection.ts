import type { Scope } from '../act.ts'
import { isOfContract, openPartOf, partOf } from '../invoice/share.ts'
import type { Payment, PaymentState } from '../payment/payment.ts'
import { permit, reach } from '../permit.ts'
import { readPolicy } from './policy.ts'

/** An invoice with something to pay, and how far it has been followed up. Minor units, the contract's part; days are ISO. */
export type OpenClaim = {
	id: string
	number: string
	issuedOn: string
	dueOn: string
	totalMinor: bigint
	openMinor: bigint
	/** Days past its due day; 0 while it is not late. */
	lateDays: number
	/** Reminders sent so far, and the day of the last. */
	reminders: number
	remindedOn: string | null
	/** The next reminder by the company's timetable. */
	nextReminderOn: string | null
}

/** What was promised and waits, or what became of it. Minor units; days are ISO. */
export type ClaimPromise = {
	id: string
	invoiceNumber: string | null
	amountMinor: bigint
	currency: string
	madeOn: string
	promisedOn: string
	state: 'open' | 'kept' | 'broken' | 'lapsed' | 'replaced'
	takenBy: string
}

/** Money for the contract's invoices, and what of it settles which. Minor units; days are ISO. */
export type ClaimPayment = {
	id: string
	on: string
	receiptNumber: string | null
	source: 'card' | 'recorded'
	method: Payment['method']
	methodBrand: string
	methodLast4: string
	state: PaymentState
	amountMinor: bigint
	/** Came in and settles nothing. */
	freeMinor: bigint
	allocations: { invoiceId: string; number: string; amountMinor: bigint }[]
}

export type Collection = {
	open: OpenClaim[]
	promises: ClaimPromise[]
	payments: ClaimPayment[]
	morePayments: boolean
}

const [mostOpen, mostPromises, mostPayments] = [100, 12, 12]

/** What is to be collected on a contract and how it comes in: the oldest due first, money the latest first. */
export async function findCollection(scope: Scope, { contractId }: { contractId: string }): Promise<Collection> {
	permit(scope, 'invoice.read')
	const [open, promises, payments] = await Promise.all([
		readOpen(scope, contractId),
		readPromises(scope, contractId),
		readPayments(scope, contractId),
	])
	return { open, promises, payments: payments.slice(0, mostPayments), morePayments: payments.length > mostPayments }
}

async function readOpen(scope: Scope, contractId: string): Promise<OpenClaim[]> {
	const { sql, today } = scope
	const { remindBeforeDays, remindAfterDays } = await readPolicy(scope)
	const days = [...remindBeforeDays.map((count) => -count), ...remindAfterDays]
	return await sql<OpenClaim[]>`
		select * from (
			select invoice.id, invoice.number, issued_on::text as "issuedOn", due_on::text as "dueOn",
				(${partOf(scope)})::bigint as "totalMinor", (${openPartOf(scope)})::bigint as "openMinor",
				greatest(0, ${today}::date - due_on) as "lateDays", sent.count as reminders, sent.last::text as "remindedOn",
				(select min(due_on + days)::text from unnest(${days}::integer[]) as days where due_on + days > ${today}::date)
					as "nextReminderOn"
			from contract join invoice on ${isOfContract(scope)}
				cross join lateral (
					select count(*)::int as count, max(taken_on) as last from dunning_step
					where invoice_id = invoice.id and step <> 'overdue'
				) as sent
			where contract.id = ${contractId} and ${reach(scope).contract()} and invoice.kind = 'invoice'
				and invoice.state in ('issued', 'uncollectible') and invoice.settled_minor < invoice.total_minor
		) as claim where "openMinor" <> 0 order by "dueOn", id limit ${mostOpen}`
}

async function readPromises(scope: Scope, contractId: string): Promise<ClaimPromise[]> {
	const { sql } = scope
	return await sql<ClaimPromise[]>`
		select promise.follow_up_id as id, invoice.number as "invoiceNumber", promise.amount_minor as "amountMinor",
			promise.currency, made_on::text as "madeOn", promised_on::text as "promisedOn", promise.state,
			follow_up.author_name as "takenBy"
		from contract join payment_promise as promise on promise.customer_id = contract.customer_id
			join follow_up on follow_up.id = promise.follow_up_id
			left join invoice on invoice.id = promise.invoice_id
		where contract.id = ${contractId} and ${reach(scope).contract()}
			and (promise.invoice_id is null or invoice.contract_id = contract.id or ${isOfContract(scope)})
		order by promise.follow_up_id desc limit ${mostPromises}`
}

type PaymentRow = Omit<ClaimPayment, 'allocations'> & {
	allocations: { invoiceId: string; number: string; amountMinor: string }[]
}

async function readPayments(scope: Scope, contractId: string): Promise<ClaimPayment[]> {
	const { sql, company } = scope
	const rows = await sql<PaymentRow[]>`
		with paid as materialized (
			select invoice.id, invoice.number from contract join invoice on ${isOfContract(scope)}
			where contract.id = ${contractId} and ${reach(scope).contract()} and invoice.kind = 'invoice'
		)
		select payment.id, coalesce(received_on, (payment.created_at at time zone ${company.timeZone})::date)::text as on,
			receipt_number as "receiptNumber", source, payment.method, method_brand as "methodBrand", method_last4 as "methodLast4", payment.state,
			payment.amount_minor as "amountMinor",
			case when payment.state = 'succeeded' then payment.amount_minor - allocated_minor - returned_minor else 0 end::bigint
				as "freeMinor",
			coalesce((select jsonb_agg(jsonb_build_object('invoiceId', part.invoice_id, 'number', paid.number,
					'amountMinor', part.minor::text) order by paid.number)
				from (select invoice_id, sum(amount_minor) as minor from allocation where payment_id = payment.id group by 1) as part
					join paid on paid.id = part.invoice_id where part.minor <> 0), '[]') as allocations
		from payment
		where payment.id in (
			select payment_id from payment_invoice join paid on paid.id = invoice_id
			union select payment_id from allocation join paid on paid.id = invoice_id where payment_id is not null
		)
		order by payment.id desc limit ${mostPayments + 1}`
	return rows.map((row) => ({
		...row,
		allocations: row.allocations.map((part) => ({ ...part, amountMinor: BigInt(part.amountMinor) })),
	}))
}
