import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { payingCard } from './paying-card.ts'

export type CardShown = { brand: string; last4: string }

/** How an invoice is paid without the customer: the card and the day, or null. */
export async function findAutomaticCharge(
	scope: Scope,
	input: { invoiceId: string },
): Promise<(CardShown & { on: string }) | null> {
	permit(scope, 'payment.confirm')
	const [charge] = await scope.sql<(CardShown & { on: string })[]>`
		select brand, last4, invoice.issued_on::text as "on"
		from invoice join payment_method on payment_method.id = ${payingCard(scope)}
		where invoice.id = ${input.invoiceId}`
	return charge ?? null
}

export type RefundFacts = {
	customerId: string
	currency: string
	amountMinor: bigint
	settledOn: Temporal.PlainDate
	source: 'card' | 'recorded'
	brand: string
	last4: string
	/** The only invoice the payment was for, or empty. */
	invoiceNumber: string
	invoiceId: string | null
}

/** A refund that has left, for its letter. Refuses not_found. */
export async function findRefundFacts(scope: Scope, input: { refundId: string }): Promise<RefundFacts> {
	permit(scope, 'payment.confirm')
	const [facts] = await scope.sql<RefundFacts[]>`
		select payment.customer_id as "customerId", payment.currency, refund.amount_minor as "amountMinor",
			refund.settled_on as "settledOn", payment.source, method_brand as brand, method_last4 as last4,
			coalesce(chosen.number, '') as "invoiceNumber", chosen.id as "invoiceId"
		from refund join payment on payment.id = payment_id left join lateral (
			select min(invoice.number) as number, (array_agg(invoice.id))[1] as id
			from payment_invoice join invoice on invoice.id = invoice_id
			where payment_invoice.payment_id = payment.id having count(*) = 1
		) as chosen on true
		where refund.id = ${input.refundId} and refund.settled_on is not null`
	return facts ?? refuse('not_found', { noun: 'refund' })
}
