import type { Scope } from '../act.ts'

/** What a customer owes in a currency: what is collected as one. */
export type Debt = { customerId: string; currency: string }

/** Condition on `invoice`: something of it is open past its day. */
export function isOverdue({ sql, today }: Pick<Scope, 'sql' | 'today'>) {
	return sql`(invoice.kind = 'invoice' and invoice.state = 'issued' and invoice.settled_minor < invoice.total_minor
		and invoice.due_on < ${today}::date)`
}

/** SQL: debts with something past its day, one row each: how much of it in minor units, since how many days, of how many invoices. */
export function overdueDebts(scope: Pick<Scope, 'sql' | 'today'>) {
	const { sql, today } = scope
	return sql`(select invoice.customer_id, invoice.currency, sum(total_minor - settled_minor)::bigint as overdue_minor,
			(${today}::date - min(due_on))::int as days_past_due, count(*)::int as invoices
		from invoice where ${isOverdue(scope)} group by invoice.customer_id, invoice.currency)`
}
