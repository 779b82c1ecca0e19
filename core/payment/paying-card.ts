import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { contractsOf } from '../invoice/share.ts'

/**
 * The card that pays an invoice by itself, as part of SQL over `invoice`: the id of a kept card, or null. One that bills
 * several contracts together is charged only where each of them was given to one and the same card, because that is what
 * its holder has agreed to; one with a line of no contract never.
 */
export function payingCard(scope: Pick<Scope, 'sql'>): Fragment {
	const { sql } = scope
	return sql`(
		select case when bool_and(paid.autopay and card.id is not null) and count(distinct card.id) = 1
				then min(card.id::text)::uuid end
		from contract as paid left join payment_method as card on card.id = paid.payment_method_id and card.removed_at is null
		where paid.id in ${contractsOf(scope)} and (invoice.contract_id is not null or not exists (
			select from invoice_line where invoice_line.invoice_id = invoice.id and invoice_line.contract_id is null)))`
}
