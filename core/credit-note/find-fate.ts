import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What became of the amount of a credit note, in minor units above zero. */
export type CreditFate = {
	/** Lowers what was owed of the invoice it was issued against. */
	lowersMinor: bigint
	/** Has gone back to the card, or is on its way. */
	toCardMinor: bigint
	/** Is the customer's with us, or has settled other invoices of theirs. */
	theirsMinor: bigint
}

/** Refuses `not_found`. */
export async function findCreditFate(scope: Scope, { id }: { id: string }): Promise<CreditFate> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	const [note] = await sql<{ totalMinor: bigint; ownMinor: bigint; toCardMinor: bigint; freed: boolean }[]>`
		select -invoice.total_minor as "totalMinor",
			coalesce((select sum(amount_minor) from allocation
				where credit_note_id = invoice.id and invoice_id = invoice.credits_invoice_id), 0)::bigint as "ownMinor",
			coalesce((select sum(amount_minor) from refund
				where credit_note_id = invoice.id and state in ('started', 'succeeded')), 0)::bigint as "toCardMinor",
			credited.state = 'void' and exists (
				select from allocation where invoice_id = credited.id and payment_id is not null and reverses_id is not null
			) as freed
		from invoice left join invoice as credited on credited.id = invoice.credits_invoice_id
		where invoice.id = ${id} and invoice.kind = 'credit_note' and ${reach(scope).invoice()}`
	if (!note) refuse('not_found', { noun: 'invoice' })
	const { totalMinor, ownMinor, toCardMinor } = note
	// Where money made room for the credit, the credit settles the invoice and the money is theirs.
	const lowersMinor = note.freed ? 0n : ownMinor - toCardMinor
	return { lowersMinor, toCardMinor, theirsMinor: totalMinor - lowersMinor - toCardMinor }
}
