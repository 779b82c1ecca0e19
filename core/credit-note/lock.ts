import type { Scope } from '../act.ts'
import { busyStates } from '../payment/payment.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** An invoice that a credit note is about to take back, in whole or in part. */
export type LockedInvoice = {
	id: string
	kind: string
	number: string
	state: string
	customerId: string
	contractId: string | null
	currency: string
	language: string
	buyerId: string
	purchaseOrder: string
	note: string
	billedFor: Temporal.PlainDate | null
	/** Its total less what credit notes have taken of it. */
	leftMinor: bigint
}

/** The invoice, held. Refuses `not_found`, `invoice.not_issued`, `payment.in_progress`. */
export async function lockCreditable(scope: Scope, id: string): Promise<LockedInvoice> {
	const [invoice] = await scope.sql<LockedInvoice[]>`
		select id, kind, number, state, customer_id as "customerId", contract_id as "contractId", currency, language,
			buyer_id as "buyerId", purchase_order as "purchaseOrder", note, billed_for as "billedFor",
			total_minor + coalesce((
				select sum(note.total_minor) from invoice as note where note.credits_invoice_id = invoice.id
			), 0)::bigint as "leftMinor"
		from invoice where id = ${id} and ${reach(scope).invoice()} for update`
	if (!invoice) refuse('not_found', { noun: 'invoice' })
	if (invoice.kind !== 'invoice' || !['issued', 'uncollectible'].includes(invoice.state))
		refuse('invoice.not_issued', { number: invoice.number ?? '', state: invoice.state })
	const [paying] = await scope.sql`
		select from payment_invoice join payment on payment.id = payment_id
		where invoice_id = ${id} and payment.state = any(${busyStates})`
	if (paying) refuse('payment.in_progress', { number: invoice.number })
	return invoice
}
