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

/** The same as it was on a past day: by what had been settled, taken back and written off until then. */
export function standingThen({ sql }: Pick<Scope, 'sql'>, past: string) {
	const settled = sql`coalesce(case invoice.kind
		when 'invoice' then (select sum(amount_minor) from allocation where invoice_id = invoice.id and allocated_on <= ${past})
		else (select sum(amount_minor) from allocation where credit_note_id = invoice.id and allocated_on <= ${past}) end, 0)`
	const given = sql`(select event.kind from event where subject_id = invoice.id and happened_on <= ${past}
		and event.kind in ('invoice.voided', 'invoice.written_off', 'invoice.write_off_taken_back') order by event.id desc limit 1)`
	return sql`(select case
		when up = 'invoice.voided' then 'void'
		when up = 'invoice.written_off' then 'uncollectible'
		when minor >= abs(invoice.total_minor) then 'paid'
		when invoice.kind = 'invoice' and invoice.due_on < ${past} then 'overdue'
		when minor > 0 then 'partly_paid'
		else 'issued' end from (select ${settled} as minor, ${given} as up) as stood)`
}

/** What is still to be paid on an invoice: nothing on one that is void, or on a credit note. */
export function openOf({ sql }: Pick<Scope, 'sql'>) {
	return sql`case when invoice.kind = 'invoice' and invoice.state in ('issued', 'uncollectible')
		then invoice.total_minor - invoice.settled_minor else 0 end`
}
