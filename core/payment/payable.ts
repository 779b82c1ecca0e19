import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** An invoice about to be paid, locked. */
export type Payable = {
	id: string
	number: string
	customerId: string
	contractId: string | null
	currency: string
	openMinor: bigint
}

/**
 * Locks the invoices in the order of their ids, which every verb does alike, so that two never wait for each other.
 * Refuses not_found for one the actor does not reach, invoice.not_issued for a draft or a credit note.
 */
export async function lockPayable(scope: Scope, ids: readonly string[]): Promise<Payable[]> {
	const rows = await scope.sql<(Payable & { kind: string; state: string })[]>`
		select id, coalesce(number, '') as number, customer_id as "customerId", contract_id as "contractId", currency, kind, state,
			case when state in ('issued', 'uncollectible') then total_minor - settled_minor else 0 end as "openMinor"
		from invoice where id = any(${[...ids]}::uuid[]) and ${reach(scope).invoice()}
		order by id for update`
	if (rows.length < new Set(ids).size) refuse('not_found', { noun: 'invoice' })
	const wrong = rows.find((row) => row.state === 'draft' || row.kind !== 'invoice')
	if (wrong) refuse('invoice.not_issued', { number: wrong.number, state: wrong.state })
	return rows
}
