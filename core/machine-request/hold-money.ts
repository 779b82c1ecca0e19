import type { Scope } from '../act.ts'
import { isOfContract } from '../invoice/share.ts'

/**
 * Holds what was paid of a contract, and its invoices, until the transaction ends: nobody takes money back, or gives it back, between
 * the look at what is owed and the certificate. Payments before invoices, as everything that locks both.
 */
export async function holdMoney(scope: Pick<Scope, 'sql'>, contractId: string): Promise<void> {
	const { sql } = scope
	const invoices = sql`select invoice.id from invoice where ${isOfContract(scope, contractId)}`
	await sql`
		select from payment where id in (
			select payment_id from allocation where payment_id is not null and invoice_id in (${invoices})
			union select payment_id from penalty_payment where contract_id = ${contractId}
		) order by id for update`
	await sql`select from invoice where id in (${invoices}) order by id for update`
}
