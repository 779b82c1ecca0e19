import { minorsOf } from './digits.ts'
import type { Facts, Fragment, Source } from './fact.ts'
import { ofInvoice, ofLine } from './fact.ts'

/** Invoices issued, tax included; a credit note takes off on its own day. */
export const invoiced: Source = {
	subject: 'invoice',
	dimensions: ofInvoice,
	facts: (scope, asked) => {
		const { sql } = scope
		const { from, to, lines } = asked
		if (lines) return ofLines(whole(scope))(scope, asked)
		// A contract's own invoice needs not be opened; one over several contracts, or over none, is.
		return sql`
			select id as subject_id, issued_on as on_day, currency, total_minor as amount, kind as part, contract_id, customer_id,
				null::uuid as line_id, null as reason
			from invoice where state <> 'draft' and opening is null and contract_id is not null and issued_on >= ${from} and issued_on < ${to}
			union all ${jointly(scope, { from, to })}`
	},
}

/** Invoices that were issued, told apart by their lines and contracts where these are asked for: to be counted once each. */
export const issued: Source = {
	subject: 'invoice',
	dimensions: ofLine,
	facts: ({ sql }, { from, to }) => sql`
		select distinct invoice.id as subject_id, invoice.issued_on as on_day, invoice.currency, 1::bigint as amount, 'issued' as part,
			coalesce(line.contract_id, invoice.contract_id) as contract_id, invoice.customer_id, line.contract_line_id as line_id,
			null as reason
		from invoice join invoice_line as line on line.invoice_id = invoice.id
		where invoice.state <> 'draft' and invoice.kind = 'invoice' and invoice.opening is null and invoice.issued_on >= ${from}
			and invoice.issued_on < ${to}`,
}

const whole = ({ sql }: Parameters<Facts>[0]) => sql`line.net_minor + line.tax_minor`

/** Of invoices over several contracts, or over none, what belongs to each. */
export function jointly(scope: Parameters<Facts>[0], days: { from: string; to: string }): Fragment {
	return ofLines(whole(scope), scope.sql`and invoice.contract_id is null`)(scope, {
		...days,
		lines: false,
		sinceEver: false,
	})
}

/** What was billed before tax, by whether its line recurs. Penalty interest is no revenue. */
export const revenue: Source = {
	subject: 'invoice',
	dimensions: ofInvoice,
	facts: (scope, asked) =>
		ofLines(scope.sql`line.net_minor`, scope.sql`and line.penalty_invoice_id is null`)(scope, asked),
}

/**
 * What discounts took off the invoiced lines, before tax: the line's own and the contract's. Told from what was charged:
 * its share of the price after discounts is the share of the discount that goes with it. Where nothing was left to
 * charge, the days of the period say the share.
 */
export const rebates: Source = {
	subject: 'invoice',
	dimensions: ofInvoice,
	facts: (scope, asked) => {
		const { sql } = scope
		const full = sql`line.unit_price * line.quantity`
		const net = sql`(${full} * (100 - line.discount_percent) / 100 - line.amount_off)`
		const days = sql`coalesce((line.period_to - line.period_from)::numeric / (line.boundary_to - line.boundary_from), 1)`
		const sign = sql`case when line.kind in ('credit', 'credit_note') then -1 else 1 end`
		return sql`
			select * from (${ofLines(
				sql`case when ${net} > 0 then round(line.net_minor * (${full} - ${net}) / ${net})
				else round(${full} * ${minorsOf(scope, 'invoice.currency')} * ${days}) * ${sign} end`,
				sql`and (line.discount_percent <> 0 or line.amount_off <> 0)`,
			)(scope, asked)}) as line
			where amount <> 0`
	},
}

function ofLines(amount: Fragment, which?: Fragment): Facts {
	return ({ sql }, { from, to }) => sql`
		select invoice.id as subject_id, invoice.issued_on as on_day, invoice.currency, (${amount})::bigint as amount,
			case when sold.interval_unit is null then 'one_off' else 'recurring' end as part,
			coalesce(line.contract_id, invoice.contract_id) as contract_id, invoice.customer_id, line.contract_line_id as line_id,
			null as reason
		from invoice join invoice_line as line on line.invoice_id = invoice.id
			left join contract_line as sold on sold.id = line.contract_line_id
		where invoice.state <> 'draft' and invoice.opening is null and invoice.issued_on >= ${from} and invoice.issued_on < ${to} ${which ?? sql``}`
}
