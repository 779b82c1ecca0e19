import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'

/** An invoice past its due day. Days are ISO dates. */
export type Overdue = {
	id: string
	number: string
	customerId: string
	customerName: string
	contractId: string | null
	dueOn: string
	days: number
	currency: string
	openMinor: bigint
}

export type FindOverdue = {
	/** Only invoices of which more than this is open, in minor units of the currency. */
	above?: { minor: bigint; currency: string } | undefined
	/** Only what is past due for more days than these. */
	days?: number | undefined
	customerId?: string | undefined
	groupId?: string | undefined
	limit: number
}

/** What is past due, the longest first, and its sums by currency over all of it, however many are listed. */
export async function findOverdue(
	scope: Scope,
	input: FindOverdue,
): Promise<{ rows: Overdue[]; sums: { currency: string; openMinor: bigint; count: number }[] }> {
	permit(scope, 'invoice.read')
	const { sql, today } = scope
	const { above, days = 0, customerId, groupId, limit } = input
	const where = sql`invoice.kind = 'invoice' and invoice.state = 'issued' and settled_minor < total_minor and due_on < ${today}::date - ${days}::int
		and ${reach(scope).invoice()}
		${above ? sql`and invoice.currency = ${above.currency} and total_minor - settled_minor > ${above.minor}` : sql``}
		${customerId ? sql`and invoice.customer_id = ${customerId}` : sql``}
		${groupId ? sql`and customer.group_id = ${groupId}` : sql``}`
	const [rows, sums] = await Promise.all([
		sql<Overdue[]>`
			select invoice.id, invoice.number, invoice.customer_id as "customerId", customer.name as "customerName",
				contract_id as "contractId", due_on::text as "dueOn", (${today}::date - due_on)::int as days, invoice.currency,
				total_minor - settled_minor as "openMinor"
			from invoice join customer on customer.id = invoice.customer_id
			where ${where} order by due_on, invoice.id limit ${limit}`,
		sql<{ currency: string; openMinor: bigint; count: number }[]>`
			select invoice.currency, sum(total_minor - settled_minor)::bigint as "openMinor", count(*)::int as count
			from invoice join customer on customer.id = invoice.customer_id
			where ${where} group by invoice.currency order by invoice.currency`,
	])
	return { rows, sums }
}
