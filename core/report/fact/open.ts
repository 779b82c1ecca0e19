import { dateOf, dayOf } from '../../calendar.ts'
import { type Asked, type Fragment, ofInvoice, type Source } from './fact.ts'
import { partOf, weightsOf } from './spread.ts'

/** What invoices are owed: their totals from the day of issue, less what settled them. Nothing counts beyond today. */
export const outstanding: Source = owed(({ sql }) => sql`invoice.issued_on`)

/** The same from the day after it was due. */
export const overdue: Source = owed(({ sql }) => sql`greatest(invoice.issued_on, invoice.due_on + 1)`)

type Scope = Parameters<Source['facts']>[0]

function owed(since: (scope: Scope) => Fragment): Source {
	return { subject: 'invoice', dimensions: ofInvoice, facts: (scope, asked) => facts(scope, asked, since(scope)) }
}

/** Invoices that were settled before the first day that matters count nothing on any of them, and are left out. */
function facts(scope: Scope, { from, to, lines }: Asked, since: Fragment): Fragment {
	const { sql, today } = scope
	const tomorrow = dateOf(dayOf(today) + 1).toString()
	const end = to < tomorrow ? to : tomorrow
	const open = sql`
		select id from invoice where state in ('issued', 'uncollectible') and kind = 'invoice' and settled_minor < total_minor
		union select invoice_id from allocation where allocated_on >= ${from}`
	const share = partOf(scope, sql`owed.amount`, sql`owed.id, owed.fact`, sql`share.weight::numeric`, sql`share.place`)
	return sql`
		select owed.id as subject_id, owed.on_day, owed.currency, ${share} as amount, 'owed' as part, share.contract_id,
			owed.customer_id, share.line_id, null as reason
		from (
			select invoice.id, invoice.id as fact, ${since} as on_day, invoice.currency, total_minor as amount, customer_id
			from invoice where kind = 'invoice' and (opening is null or state <> 'void') and total_minor > 0 and id in (${open}) and ${since} < ${end}
			union all
			select invoice.id, allocation.id, greatest(allocated_on, ${since}), invoice.currency, -amount_minor, invoice.customer_id
			from allocation join invoice on invoice.id = invoice_id
			where invoice.id in (${open}) and (opening is null or invoice.state <> 'void') and greatest(allocated_on, ${since}) < ${end}
		) as owed join (${weightsOf(scope, open, lines)}) as share on share.invoice_id = owed.id`
}
