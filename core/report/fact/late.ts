import { ofLine, type Source } from './fact.ts'

/**
 * Of every invoice that fell due before today, on its due day: `days`, how many days after it the last of it was settled,
 * or have passed where some is open, none where it was in time; and `due`, itself. Each is to be counted once. Void ones
 * were never owed.
 */
export const lateness: Source = {
	subject: 'invoice',
	dimensions: ofLine,
	facts: ({ sql, today }, { from, to }) => sql`
		with fell as (
			select invoice.id, due_on, invoice.currency, invoice.customer_id, invoice.contract_id, case
				when settled_minor < total_minor then ${today}::date
				else (
					select max(allocated_on) from allocation where invoice_id = invoice.id and reverses_id is null
						and not exists (select from allocation as back where back.reverses_id = allocation.id)
				) end - due_on as days
			from invoice where kind = 'invoice' and state in ('issued', 'uncollectible') and total_minor > 0
				and due_on >= ${from} and due_on < least(${to}::date, ${today}::date)
		)
		select distinct fell.id as subject_id, due_on as on_day, currency, amount, part,
			coalesce(line.contract_id, fell.contract_id) as contract_id, customer_id, line.contract_line_id as line_id, null as reason
		from fell join invoice_line as line on line.invoice_id = fell.id
			cross join lateral (values (greatest(0, coalesce(days, 0))::bigint, 'days'), (1::bigint, 'due')) as told (amount, part)`,
}
