import type { Scope } from '../act.ts'
import { openStates } from '../payment/payment.ts'
import { permit, reach } from '../permit.ts'
import { openOf, type Standing, standingOf } from './standing.ts'

/** An invoice that can be paid. Days are ISO dates. */
export type OpenInvoice = {
	id: string
	number: string
	customerId: string
	contractId: string | null
	contractNumber: string | null
	contractTitle: string | null
	issuedOn: string
	dueOn: string
	currency: string
	totalMinor: bigint
	openMinor: bigint
	standing: Standing
	/** A payment that may still bring money for it. */
	attempt: { id: string; state: 'started' | 'processing' | 'action_required' } | null
}

/** What can be paid now, the oldest due first, two hundred at most. */
export async function findOpenInvoices(
	scope: Scope,
	input: { customerId?: string | undefined },
): Promise<OpenInvoice[]> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	return await sql<OpenInvoice[]>`
		select invoice.id, invoice.number, invoice.customer_id as "customerId", invoice.contract_id as "contractId",
			contract.number as "contractNumber", contract.title as "contractTitle", invoice.issued_on::text as "issuedOn",
			invoice.due_on::text as "dueOn", invoice.currency, invoice.total_minor as "totalMinor", ${openOf(scope)} as "openMinor",
			${standingOf(scope)} as standing,
			(select jsonb_build_object('id', payment.id, 'state', payment.state)
				from payment_invoice join payment on payment.id = payment_invoice.payment_id
				where payment_invoice.invoice_id = invoice.id and payment.state = any(${openStates})
				order by payment.id desc limit 1) as attempt
		from invoice left join contract on contract.id = invoice.contract_id
		where invoice.kind = 'invoice' and invoice.state in ('issued', 'uncollectible') and invoice.settled_minor < invoice.total_minor
			and ${reach(scope).invoice()} ${input.customerId ? sql`and invoice.customer_id = ${input.customerId}` : sql``}
		order by invoice.due_on, invoice.id limit 200`
}
