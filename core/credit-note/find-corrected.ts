import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'

/** An invoice that a credit note takes back, in whole or in part. */
export type CorrectedInvoice = { number: string; issuedOn: string }

/**
 * The invoices that a credit note corrects, oldest first: the one it was issued against, or, where a change of the
 * contract took back what was billed before, those that had charged the same periods. A credit note has to name them
 * (Article 219, Directive 2006/112/EC).
 */
export async function findCorrected(scope: Scope, { id }: { id: string }): Promise<CorrectedInvoice[]> {
	permit(scope, 'invoice.read')
	return await scope.sql<CorrectedInvoice[]>`
		select invoice.number, invoice.issued_on::text as "issuedOn"
		from invoice
		where invoice.kind = 'invoice' and invoice.state <> 'draft' and ${reach(scope).invoice()} and invoice.id in (
			select corrected.id from invoice as note cross join lateral (${correctedByNote(scope)}) as corrected (id)
			where note.id = ${id}
		)
		order by invoice.issued_on, invoice.number`
}

/** Ids of the invoices that the row `note` corrects. */
export function correctedByNote({ sql }: Pick<Scope, 'sql'>) {
	return sql`
		select note.credits_invoice_id where note.credits_invoice_id is not null
		union
		select charged.invoice_id
		from invoice_line as credit
			join invoice_line as charged on charged.contract_line_id = credit.contract_line_id
				and charged.boundary_from = credit.boundary_from and charged.kind <> 'credit'
				and charged.revision < credit.revision and not charged.released and charged.credits_line_id is null
		where credit.invoice_id = note.id and credit.kind = 'credit' and note.credits_invoice_id is null`
}
