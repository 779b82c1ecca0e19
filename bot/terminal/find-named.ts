import type { Scope } from '#core/act.ts'
import { refuse } from '#core/refusal.ts'

export type Named = { contractId: string | null; customerId: string; currency: string }

/**
 * What is meant by a number, the key it was imported with, or an id: a contract before a customer, and a number before a key.
 * Refuses `not_found`.
 */
export async function findNamed({ sql }: Scope, named: string): Promise<Named> {
	const [found] = await sql<Named[]>`
		select "contractId", "customerId", currency from (
			select id as "contractId", customer_id as "customerId", currency, number = ${named} as exact, 1 as rank from contract
			where number = ${named} or import_key = ${named} or id::text = ${named}
			union all
			select null, id, currency, number = ${named}, 2 from customer
			where number = ${named} or import_key = ${named} or id::text = ${named}
		) as found order by exact desc, rank limit 1`
	return found ?? refuse('not_found', { noun: 'customer' })
}
