import type { Scope } from '../act.ts'
import { allocate } from './allocate.ts'
import type { NewAllocation } from './write.ts'

type Row = {
	id: string
	kind: 'invoice' | 'credit_note'
	contractId: string | null
	customerId: string
	currency: string
	leftMinor: bigint
	creditsInvoiceId: string | null
}

/**
 * Settles the invoices with what is left of the credit notes issued against them. Where an invoice was paid, then
 * credited and its money given back, the credit takes the place of the money.
 */
export async function settleByCredit(scope: Scope, input: { invoiceIds: string[] }): Promise<void> {
	if (input.invoiceIds.length === 0) return
	const rows = await scope.sql<Row[]>`
		select id, kind, contract_id as "contractId", customer_id as "customerId", currency,
			credits_invoice_id as "creditsInvoiceId",
			abs(total_minor) - settled_minor as "leftMinor"
		from invoice
		where state in ('issued', 'uncollectible')
			and (id = any(${input.invoiceIds}::uuid[]) or (kind = 'credit_note' and credits_invoice_id = any(${input.invoiceIds}::uuid[])))
		order by id for update`
	const made: NewAllocation[] = []
	const openOf = new Map(rows.filter((row) => row.kind === 'invoice').map((row) => [row.id, row]))
	for (const note of rows.filter((row) => row.kind === 'credit_note' && row.leftMinor > 0n)) {
		const invoice = openOf.get(note.creditsInvoiceId ?? '')
		if (!invoice || invoice.leftMinor <= 0n) continue
		const amountMinor = note.leftMinor < invoice.leftMinor ? note.leftMinor : invoice.leftMinor
		invoice.leftMinor -= amountMinor
		const { customerId, currency, contractId } = invoice
		made.push({ invoiceId: invoice.id, contractId, customerId, currency, amountMinor, creditNoteId: note.id })
	}
	await allocate(scope, made)
}
