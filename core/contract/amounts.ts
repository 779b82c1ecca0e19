import type { Scope } from '../act.ts'
import { isNarrowed, sees } from '../field-right/rights.ts'
import { isOfContract, openPartOf, partOf, shareOf } from '../invoice/share.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { stateOf } from './state-of.ts'

/**
 * What a contract has come to so far, in minor units of its currency; credit notes are taken off what was invoiced. Of an
 * invoice of several contracts it has its share. What it brings a month is null for who may not see it.
 */
export type Amounts = { invoicedMinor: bigint; paidMinor: bigint; openMinor: bigint; mrrMinor: bigint | null }

/** Computed from invoices, allocations and movements. Refuses `not_found`. */
export async function findAmounts(scope: Scope, { id }: { id: string }): Promise<Amounts> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	const paid = sql`(select coalesce(sum(amount_minor), 0)::bigint from allocation
		where allocation.invoice_id = invoice.id and payment_id is not null)`
	const [amounts] = await sql<Amounts[]>`
		select invoiced_minor as "invoicedMinor", paid_minor as "paidMinor", open_minor as "openMinor",
			coalesce((select sum(amount_minor) from mrr_movement
				where contract_id = contract.id and moved_on <= ${scope.today}), 0)::bigint as "mrrMinor"
		from contract, lateral (
			select coalesce(sum(${partOf(scope)}), 0)::bigint as invoiced_minor,
				coalesce(sum(${shareOf(scope, paid)}), 0)::bigint as paid_minor,
				coalesce(sum(${openPartOf(scope)}), 0)::bigint as open_minor
			from invoice where ${isOfContract(scope)} and invoice.state <> 'draft'
		) as sums
		where contract.id = ${id} and ${reach(scope).contract()}`
	if (!amounts) refuse('not_found', { noun: 'contract' })
	if (!isNarrowed(scope) || sees(scope, 'contract', 'recurring', await stateOf(scope, id))) return amounts
	return { ...amounts, mrrMinor: null }
}
