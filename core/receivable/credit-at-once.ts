import type { Scope } from '../act.ts'
import { creditOverbilled } from './credit-penalty.ts'

/**
 * Holds the contracts of customers on which penalty interest is invoiced, and answers their ids: for verbs that change what was
 * paid when, or take an invoice back, before they hold invoices. Afterwards they call `creditAtOnce`.
 */
export async function lockPenaltyInvoiced({ sql }: Scope, customerIds: readonly string[]): Promise<string[]> {
	if (customerIds.length === 0) return []
	const rows = await sql<{ id: string }[]>`
		select id from contract where id in (
			select line.contract_id from invoice as late join invoice_line as line on line.penalty_invoice_id = late.id
			where late.customer_id = any(${[...new Set(customerIds)]}::uuid[]))
		order by id for update`
	return rows.map(({ id }) => id)
}

/**
 * Gives back at once what is invoiced of penalty interest and did not accrue, as it turned out, so that nobody is asked for too
 * much until the next run. Answers how much, in minor units. The contracts must be held.
 */
export async function creditAtOnce(scope: Scope, contractIds: readonly string[]): Promise<bigint> {
	let creditedMinor = 0n
	for (const contractId of contractIds)
		for (;;) {
			const minor = await creditOverbilled(scope, contractId)
			if (minor === 0n) break
			creditedMinor += minor
		}
	return creditedMinor
}
