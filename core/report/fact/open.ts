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
	const matters = sql`((invoice.state in ('issued', 'uncollectible') and invoice.kind = 'invoice' and invoice.settled_minor < invoice.total_minor)
		or invoice.id in (select invoice_id from allocation where allocated_on >= ${from}))`
	const counts = sql`(invoice.opening is null or invoice.state <> 'void')`
	const several = sql`select id from invoice where ${lines ? sql`true` : sql`invoice.contract_id is null`} and ${matters}`
	const owed = sql`
		select invoice.id, invoice.id as fact, ${since} as on_day, invoice.currency, total_minor as amount, invoice.customer_id, invoice.contract_id
		from invoice where kind = 'invoice' and ${counts} and total_minor > 0 and ${matters} and ${since} < ${end}
		union all
		select invoice.id, allocation.id, greatest(allocated_on, ${since}), invoice.currency, -amount_minor, invoice.customer_id, invoice.contract_id
		from allocation join invoice on invoice.id = invoice_id
		where ${matters} and ${counts} and greatest(allocated_on, ${since}) < ${end}`
	const share = partOf(scope, sql`owed.amount`, sql`owed.id, owed.fact`, sql`share.weight::numeric`, sql`share.place`)
	const divided = sql`
		select owed.id as subject_id, owed.on_day, owed.currency, ${share} as amount, 'owed' as part, share.contract_id,
			owed.customer_id, share.line_id, null as reason
		from (${owed}) as owed join (${weightsOf(scope, several, lines)}) as share on share.invoice_id = owed.id`
	if (lines) return divided
	// What is of one contract needs not be divided.
	return sql`
		select id as subject_id, on_day, currency, amount, 'owed' as part, contract_id, customer_id, null::uuid as line_id, null as reason
		from (${owed}) as owed where contract_id is not null
		union all select * from (${divided} where owed.contract_id is null) as joint`
}
