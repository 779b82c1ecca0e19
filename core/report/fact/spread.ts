import type { Scope } from '../../act.ts'
import type { Fragment } from './fact.ts'

/**
 * SQL for what of an invoice belongs to which contract, as weights that sum to its total: whole where it is of one
 * contract and no line is asked for, else by its lines with their tax. `invoices` is a query of ids.
 */
export function weightsOf({ sql }: Pick<Scope, 'sql'>, invoices: Fragment, lines: boolean): Fragment {
	const whole = sql`
		select id as invoice_id, contract_id, null::uuid as line_id, total_minor as weight, id as place
		from invoice where contract_id is not null and id in (${invoices}) union all`
	return sql`
		${lines ? sql`` : whole}
		select invoice.id as invoice_id, coalesce(line.contract_id, invoice.contract_id) as contract_id,
			line.contract_line_id as line_id, line.net_minor + line.tax_minor as weight, line.id as place
		from invoice join invoice_line as line on line.invoice_id = invoice.id
		where ${lines ? sql`true` : sql`invoice.contract_id is null`} and invoice.id in (${invoices})`
}

/**
 * SQL for the part of `amount` that one weight has among those of the same `whole`, in their order. Parts are differences
 * of rounded sums, so that they sum to the amount exactly, whatever the weights.
 */
export function partOf(
	{ sql }: Pick<Scope, 'sql'>,
	amount: Fragment,
	whole: Fragment,
	weight: Fragment,
	order: Fragment,
) {
	const upTo = sql`sum(${weight}) over (partition by ${whole} order by ${order})`
	const all = sql`sum(${weight}) over (partition by ${whole})`
	return sql`(round(${amount} * ${upTo} / ${all}) - round(${amount} * (${upTo} - ${weight}) / ${all}))::bigint`
}
