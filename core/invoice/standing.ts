import type { Scope } from '../act.ts'

/** What has become of an issued invoice or credit note: its state as money makes it. */
export type Standing = 'issued' | 'partly_paid' | 'paid' | 'overdue' | 'void' | 'uncollectible'

/** The same in SQL, over the columns of `invoice`. A credit note is paid once all of it has been used. */
export function standingOf({ sql, today }: Pick<Scope, 'sql' | 'today'>) {
	return sql`case
		when invoice.state in ('void', 'uncollectible') then invoice.state
		when invoice.settled_minor >= abs(invoice.total_minor) then 'paid'
		when invoice.kind = 'invoice' and invoice.due_on < ${today} then 'overdue'
		when invoice.settled_minor > 0 then 'partly_paid'
		else 'issued' end`
}

/** What is still to be paid on an invoice: nothing on one that is void, or on a credit note. */
export function openOf({ sql }: Pick<Scope, 'sql'>) {
	return sql`case when invoice.kind = 'invoice' and invoice.state in ('issued', 'uncollectible')
		then invoice.total_minor - invoice.settled_minor else 0 end`
}
