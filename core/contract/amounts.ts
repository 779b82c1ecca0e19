import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What a contract has come to so far, in minor units of its currency; credit notes are taken off what was invoiced. */
export type Amounts = { invoicedMinor: bigint; paidMinor: bigint; openMinor: bigint; mrrMinor: bigint }

/** Computed from invoices, allocations and movements. Refuses `not_found`. */
export async function findAmounts(scope: Scope, { id }: { id: string }): Promise<Amounts> {
	permit(scope, 'invoice.read')
	const [amounts] = await scope.sql<Amounts[]>`
		select coalesce((select sum(total_minor) from invoice where contract_id = contract.id and state <> 'draft'), 0)::bigint as "invoicedMinor",
			coalesce((select sum(allocation.amount_minor) from invoice join allocation on allocation.invoice_id = invoice.id
				where invoice.contract_id = contract.id and allocation.payment_id is not null), 0)::bigint as "paidMinor",
			coalesce((select sum(total_minor - settled_minor) from invoice
				where contract_id = contract.id and kind = 'invoice' and state in ('issued', 'uncollectible')), 0)::bigint as "openMinor",
			coalesce((select sum(amount_minor) from mrr_movement
				where contract_id = contract.id and moved_on <= ${scope.today}), 0)::bigint as "mrrMinor"
		from contract where id = ${id} and ${reach(scope).contract()}`
	if (!amounts) refuse('not_found', { noun: 'contract' })
	return amounts
}
