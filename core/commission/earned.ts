import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { nearestFirst } from './list-rules.ts'
import { whoseCommission } from './whose.ts'

export type EarnedDays = {
	/** ISO days, from the first on and before the last. */
	from: string
	to: string
	/** Of one contract alone, by its id. */
	contractId?: string
}

/**
 * SQL for what was earned, of what the actor may see: rows of `subject_id` (an invoice or a credit note), `on_day`, `currency`,
 * `base_minor`, `amount` (minor units), `rule_id`, `base`, `basis_points`, `person_id`, `group_id`, `contract_id`, `customer_id`,
 * `line_id` (a contract line).
 *
 * Who earns, and by which rule, is settled by the day a line was invoiced, and stays so for what is credited or collected of it
 * later. A line's commission is rounded once, half away from zero: each credit note and each part that is collected brings the
 * difference to what was earned of the line before, so that a line taken back whole has earned nothing.
 */
export function earned(scope: Pick<Scope, 'sql' | 'actor'>, { from, to, contractId }: EarnedDays): Fragment {
	const { sql } = scope
	const ofContract = contractId ? sql`and coalesce(line.contract_id, invoice.contract_id) = ${contractId}` : sql``
	const ofInvoices = contractId
		? sql`and invoice.customer_id = (select customer_id from contract where id = ${contractId})`
		: sql``
	const share = (net: Fragment) => sql`round(${net} * told.basis_points / 10000)`
	const collected = (put: Fragment, points: Fragment, whole: number) =>
		sql`round(told.net_minor::numeric * ${points} * ${put} / (${whole}::numeric * told.total_minor))`
	const before = sql`(put.upto - put.amount_minor)`
	return sql`
		with touched as (
			select coalesce(line.credits_line_id, line.id) as line_id
			from invoice join invoice_line as line on line.invoice_id = invoice.id
			where exists (select from commission_rule) and invoice.state <> 'draft' and invoice.opening is null
				and invoice.issued_on >= ${from} and invoice.issued_on < ${to} ${ofInvoices} ${ofContract}
			union
			select line.id from allocation join invoice on invoice.id = allocation.invoice_id
				join invoice_line as line on line.invoice_id = invoice.id
			where exists (select from commission_rule where base = 'collected') and allocation.payment_id is not null
				and allocation.allocated_on >= ${from} and allocation.allocated_on < ${to} ${ofInvoices} ${ofContract}
		), told as (
			select line.id, line.invoice_id, line.net_minor, invoice.total_minor, invoice.currency, invoice.customer_id,
				contract.id as contract_id, line.contract_line_id as line_id, held.person_id, held.group_id, rule.id as rule_id, rule.base,
				rule.basis_points
			from touched join invoice_line as line on line.id = touched.line_id
				join invoice on invoice.id = line.invoice_id
				-- What a change gives back was earned by the rule of the line that charged it.
				left join lateral (
					select charged.invoice_id from invoice_line as charged
					where line.kind = 'credit' and charged.contract_line_id = line.contract_line_id and charged.kind <> 'credit'
						and charged.credits_line_id is null and not charged.released and charged.boundary_from = line.boundary_from
						and charged.revision < line.revision and charged.period_from < line.period_to and charged.period_to > line.period_from
					order by charged.revision desc limit 1
				) as given on true
				join invoice as ruling on ruling.id = coalesce(given.invoice_id, line.invoice_id)
				join contract on contract.id = coalesce(line.contract_id, invoice.contract_id)
				join customer on customer.id = contract.customer_id
				left join contract_line as sold on sold.id = line.contract_line_id
				cross join lateral (
					select coalesce(${heldBefore(scope, 'owner_id')}, contract.owner_id, customer.owner_id) as person_id,
						coalesce(${heldBefore(scope, 'group_id')}, contract.group_id, customer.group_id) as group_id
				) as held
				cross join lateral (
					select rule.id, rule.base, rule.basis_points from commission_rule as rule
					where rule.withdrawn_on is null and rule.valid_from <= ruling.issued_on
						and (rule.valid_until is null or rule.valid_until >= ruling.issued_on)
						and (rule.person_id is null or rule.person_id = held.person_id)
						and (rule.group_id is null or rule.group_id = held.group_id)
						and (rule.plan_id is null or rule.plan_id = sold.plan_id)
						and (rule.product_id is null or rule.product_id = sold.product_id)
						and (rule.contract_type is null or rule.contract_type = contract.type)
					order by ${nearestFirst(scope)} limit 1
				) as rule
			where invoice.state <> 'draft' and invoice.opening is null and line.net_minor <> 0 and line.penalty_invoice_id is null
				and contract.direction = 'receivable' and ${whoseCommission(scope, sql`held.person_id`)}
		), fact as (
			select told.*, paper.invoice_id as subject_id, paper.issued_on as on_day, paper.net_minor as base_minor,
				${share(sql`paper.upto`)} - ${share(sql`(paper.upto - paper.net_minor)`)} as amount
			from told cross join lateral (
				select part.invoice_id, part.net_minor, issued.issued_on, sum(part.net_minor) over (
					order by part.id <> told.id, issued.issued_at, part.id rows unbounded preceding) as upto
				from (
					select id, invoice_id, net_minor from invoice_line where id = told.id
					union all select id, invoice_id, net_minor from invoice_line where credits_line_id = told.id
				) as part join invoice as issued on issued.id = part.invoice_id and issued.state <> 'draft'
			) as paper
			where told.base = 'invoiced'
			union all
			select told.*, told.invoice_id, put.allocated_on,
				${collected(sql`put.upto`, sql`1`, 1)} - ${collected(before, sql`1`, 1)},
				${collected(sql`put.upto`, sql`told.basis_points`, 10000)} - ${collected(before, sql`told.basis_points`, 10000)}
			from told cross join lateral (
				select allocated_on, amount_minor, sum(amount_minor) over (order by allocated_on, id rows unbounded preceding) as upto
				from allocation where invoice_id = told.invoice_id and payment_id is not null
			) as put
			where told.base = 'collected' and told.total_minor > 0
		)
		select subject_id, on_day, currency, base_minor::bigint as base_minor, amount::bigint as amount, rule_id, base, basis_points,
			person_id, group_id, contract_id, customer_id, line_id
		from fact where on_day >= ${from} and on_day < ${to}`
}

/** Who held the contract when the line was invoiced, where it has changed hands since; what nobody held counts for who came next. */
function heldBefore({ sql }: Pick<Scope, 'sql'>, column: 'owner_id' | 'group_id'): Fragment {
	return sql`(select ${sql(column)} from contract_held_before as earlier
		where earlier.contract_id = contract.id and earlier.until_at > ruling.issued_at and ${sql(column)} is not null
		order by earlier.until_at limit 1)`
}
