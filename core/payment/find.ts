import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { openStates, type Payment, paymentColumns } from './payment.ts'

/** An invoice that the payer chose, with what was to be paid, what the money has settled and what is open now. */
export type PaidInvoice = {
	id: string
	number: string
	contractId: string | null
	issuedOn: Temporal.PlainDate
	totalMinor: bigint
	chosenMinor: bigint
	allocatedMinor: bigint
	openMinor: bigint
}

/** `whole`: the actor reaches every invoice of it. Of another, only the part for those they reach is told. */
export type PaymentWithInvoices = Payment & { whole: boolean; invoices: PaidInvoice[] }

/** One payment with the invoices it was chosen for or has settled. Refuses not_found. */
export async function findPayment(scope: Scope, input: { id: string }): Promise<PaymentWithInvoices> {
	permit(scope, 'invoice.read')
	const [payment] = await scope.sql<Payment[]>`
		select ${paymentColumns(scope)} from payment where payment.id = ${input.id} and ${reachesPayment(scope)}`
	if (!payment) return refuse('not_found', { noun: 'payment' })
	const invoices = await findPaidInvoices(scope, payment.id)
	if (!isNarrow(scope) || (await reachesWholePayment(scope, input))) return { ...payment, whole: true, invoices }
	return partOf(payment, invoices)
}

/** What a narrow link sees of a payment that was for others too: their part, and no way to the page where all is paid. */
function partOf(payment: Payment, invoices: PaidInvoice[]): PaymentWithInvoices {
	const sum = (of: (invoice: PaidInvoice) => bigint) => invoices.reduce((total, invoice) => total + of(invoice), 0n)
	const amountMinor = sum(({ chosenMinor, allocatedMinor }) =>
		chosenMinor > allocatedMinor ? chosenMinor : allocatedMinor,
	)
	const allocatedMinor = sum((invoice) => invoice.allocatedMinor)
	const goneMinor = payment.state === 'succeeded' ? amountMinor - allocatedMinor : 0n
	const returnedMinor = payment.returnedMinor < goneMinor ? payment.returnedMinor : goneMinor
	const hidden = {
		intentId: null,
		sessionId: null,
		sessionUrl: null,
		paymentMethodId: null,
		contactId: null,
		reference: '',
	}
	return { ...payment, ...hidden, amountMinor, allocatedMinor, returnedMinor, whole: false, invoices }
}

/** A link to a contract or an invoice reaches some of a customer's invoices; everybody else reaches all or none. */
function isNarrow({ actor }: Scope): boolean {
	return actor.kind === 'link' && actor.subject.kind !== 'customer'
}

/** Whether the actor reaches every invoice that the payment was for or settles: its receipt names them all. */
export async function reachesWholePayment(scope: Scope, { id }: { id: string }): Promise<boolean> {
	permit(scope, 'invoice.read')
	const [beyond] = await scope.sql`
		select from invoice where id in (
			select invoice_id from payment_invoice where payment_id = ${id}
			union select invoice_id from allocation where payment_id = ${id}
		) and not ${reach(scope).invoice()} limit 1`
	return beyond === undefined
}

/** Payments of a customer, newest first; `before` is the id of the last one seen. */
export async function findPayments(
	scope: Scope,
	input: { customerId?: string; succeededOnly?: boolean; before?: string; limit?: number },
): Promise<Payment[]> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	return await sql<Payment[]>`
		select ${paymentColumns(scope)} from payment
		where ${reachesPayment(scope)}
			${input.customerId ? sql`and payment.customer_id = ${input.customerId}` : sql``}
			${input.succeededOnly ? sql`and payment.state = 'succeeded'` : sql``}
			${input.before ? sql`and payment.id < ${input.before}` : sql``}
		order by payment.id desc limit ${input.limit ?? 50}`
}

/** Attempts that may still bring money for one of the invoices. */
export async function findAttempts(scope: Scope, input: { invoiceIds: string[] }): Promise<Payment[]> {
	permit(scope, 'payment.start')
	return await scope.sql<Payment[]>`
		select ${paymentColumns(scope)} from payment
		where payment.state = any(${openStates}) and ${reachesPayment(scope)} and payment.id in
			(select payment_id from payment_invoice where invoice_id = any(${input.invoiceIds}::uuid[]))
		order by payment.id`
}

/** The payment that holds the processor's intent, if any. */
export async function findPaymentOfIntent(scope: Scope, input: { intentId: string }): Promise<Payment | undefined> {
	permit(scope, 'payment.confirm')
	const [payment] = await scope.sql<Payment[]>`
		select ${paymentColumns(scope)} from payment where processor_intent_id = ${input.intentId}`
	return payment
}

// A link to one invoice shows nothing of the others that were paid together with it.
async function findPaidInvoices(scope: Scope, paymentId: string): Promise<PaidInvoice[]> {
	const { sql } = scope
	return await sql<PaidInvoice[]>`
		with chosen as (select invoice_id, amount_minor from payment_invoice where payment_id = ${paymentId}),
		settled as (
			select invoice_id, sum(amount_minor)::bigint as amount_minor from allocation where payment_id = ${paymentId} group by 1
		)
		select invoice.id, invoice.number, invoice.contract_id as "contractId", invoice.issued_on as "issuedOn",
			invoice.total_minor as "totalMinor", coalesce(chosen.amount_minor, 0) as "chosenMinor",
			coalesce(settled.amount_minor, 0) as "allocatedMinor",
			case when invoice.state in ('issued', 'uncollectible') then invoice.total_minor - invoice.settled_minor else 0 end as "openMinor"
		from chosen full join settled using (invoice_id) join invoice on invoice.id = invoice_id
		where ${reach(scope).invoice()}
		order by invoice.due_on, invoice.id`
}

// A link to one contract or invoice shows the payments made for it, not all of its customer's.
function reachesPayment(scope: Scope) {
	const { sql, actor } = scope
	const ofCustomer = reach(scope).customer('payment.customer_id')
	if (actor.kind !== 'link' || actor.subject.kind === 'customer') return ofCustomer
	return sql`(${ofCustomer} and exists (
		select from invoice where ${reach(scope).invoice()} and invoice.id in (
			select invoice_id from payment_invoice where payment_id = payment.id
			union all select invoice_id from allocation where payment_id = payment.id
		)
	))`
}
