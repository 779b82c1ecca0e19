import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'

/*
 * One invoice may bill several contracts together, such as a common end. It belongs to none of them (`contract_id` is
 * null); its lines say whose they are, and so what of it is each contract's. Parts of SQL over `invoice` and `contract`.
 */

/** Invoices of the contract in question, or of one by its id: its own, and those that bill it together with others. */
export function isOfContract({ sql }: Pick<Scope, 'sql'>, contractId?: string): Fragment {
	const id = contractId ? sql`${contractId}` : sql`contract.id`
	const customerId = contractId
		? sql`(select customer_id from contract where id = ${contractId})`
		: sql`contract.customer_id`
	return sql`(invoice.contract_id = ${id} or (invoice.contract_id is null and invoice.customer_id = ${customerId}
		and exists (select from invoice_line where invoice_id = invoice.id and invoice_line.contract_id = ${id})))`
}

/** What of its total is the contract's: exactly its lines, tax included. */
export function partOf({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`case when invoice.contract_id is not null then invoice.total_minor else (
		select coalesce(sum(net_minor + tax_minor), 0)::bigint from invoice_line
		where invoice_id = invoice.id and invoice_line.contract_id = contract.id) end`
}

/**
 * What of money put to it is the contract's, in proportion to the parts. Each contract gets the rounded share of all up
 * to it less that of all before it: the shares sum to the amount, and none ever goes down while more is paid.
 */
export function shareOf({ sql }: Pick<Scope, 'sql'>, amount: Fragment): Fragment {
	return sql`case when invoice.contract_id is not null then ${amount} else (
		select coalesce(round(${amount}::numeric * coalesce(sum(minor) filter (where owner <= contract.id), 0) / nullif(invoice.total_minor, 0))
			- round(${amount}::numeric * coalesce(sum(minor) filter (where owner < contract.id), 0) / nullif(invoice.total_minor, 0)), 0)::bigint
		from (select invoice_line.contract_id as owner, net_minor + tax_minor as minor from invoice_line
			where invoice_id = invoice.id) as part) end`
}

/** What of it the contract still has to pay: nothing of one in which the contracts make up for each other. */
export function openPartOf(scope: Pick<Scope, 'sql'>): Fragment {
	const { sql } = scope
	return sql`case when invoice.kind = 'invoice' and invoice.state in ('issued', 'uncollectible') and invoice.total_minor <> 0
		then (${partOf(scope)}) - (${shareOf(scope, sql`invoice.settled_minor`)}) else 0 end`
}

/** Ids of the contracts that it bills: its own, or those of its lines. */
export function contractsOf({ sql }: Pick<Scope, 'sql'>): Fragment {
	return sql`(select invoice.contract_id where invoice.contract_id is not null
		union select invoice_line.contract_id from invoice_line
		where invoice.contract_id is null and invoice_line.invoice_id = invoice.id and invoice_line.contract_id is not null)`
}
