import type { Scope } from '../act.ts'
import { isOfContract, shareOf } from '../invoice/share.ts'

/**
 * What has been paid of a contract's invoices and of its penalty interest, and waived, whatever the day; minor units as text.
 * It changes when somebody pays or gives something up, and not because a day has passed.
 */
export async function readSettledSoFar(
	scope: Pick<Scope, 'sql'>,
	contractId: string,
): Promise<{ paid: string; penaltyPaid: string; waived: string }> {
	const { sql } = scope
	const [row] = await sql<{ paid: string; penaltyPaid: string; waived: string }[]>`
		select (select coalesce(sum(${shareOf(scope, sql`invoice.settled_minor`)}), 0)::text from contract, invoice
				where contract.id = ${contractId} and ${isOfContract(scope)} and invoice.state <> 'draft') as paid,
			(select coalesce(sum(amount_minor), 0)::text from penalty_payment where contract_id = ${contractId}) as "penaltyPaid",
			(select coalesce(sum(amount_minor), 0)::text from penalty_waiver where contract_id = ${contractId} and undone_on is null) as waived`
	if (!row) throw new Error('Nothing was summed')
	return row
}
