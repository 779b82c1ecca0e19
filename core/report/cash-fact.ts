import { arrayOf } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import type { ToCome } from './cash-to-come.ts'
import { collected } from './fact/collected.ts'
import type { Fragment } from './fact/fact.ts'

/** Minor units. */
export type CashSums = { plannedMinor: bigint; receivedMinor: bigint; overdueMinor: bigint }

type Within = { from: string; to: string; groupId?: string | undefined; collectorId?: string | undefined }

/**
 * What cash flow is sums of, on days from the first on and before the last: rows of `kind, id, number, on_day, customer_id,
 * contract_id, currency, planned, received, overdue, period_from, period_to, group_id, collector_id`, the period, half-open, of
 * what is to come. The collector is whoever has the debt now, of a payment whoever had it on its day. A payment that several contracts share has a row for each. Only what the asking may reach.
 */
export function cashFacts(
	scope: Scope,
	{ from, to, groupId, collectorId }: Within,
	toCome: readonly ToCome[] = [],
): Fragment {
	const { sql, today, company } = scope
	const came = collected.facts(scope, { lines: false, from, to, sinceEver: false })
	return sql`
		select fact.*, coalesce(contract.group_id, customer.group_id) as group_id, owed.collector_id
		from (
			select 'invoice' as kind, invoice.id, invoice.number, due_on as on_day, invoice.customer_id, invoice.contract_id, invoice.currency,
				total_minor + coalesce((select sum(note.total_minor) from invoice as note
					where note.credits_invoice_id = invoice.id and note.state <> 'draft'), 0)::bigint as planned,
				0::bigint as received,
				case when invoice.state = 'issued' and due_on < ${today}::date then total_minor - settled_minor else 0 end as overdue,
				null::date as period_from, null::date as period_to
			from invoice
			where invoice.kind = 'invoice' and invoice.state in ('issued', 'uncollectible') and due_on >= ${from}::date and due_on < ${to}::date
			union all
			select 'instalment', instalment.id, contract.number, due_on, contract.customer_id, contract.id, contract.currency, amount_minor, 0, 0, null, null
			from instalment join collection_plan as plan on plan.id = instalment.plan_id join contract on contract.id = instalment.contract_id
			where dropped_sequence is null and taken_back_sequence is null and due_on >= ${from}::date and due_on < ${to}::date
				and contract.activated_at is not null and contract.state <> 'void'
				and not exists (select from invoice_line as line where line.instalment_id = instalment.id and not line.released)
			union all
			select 'payment', came.subject_id, payment.receipt_number, on_day, came.customer_id, contract_id, came.currency, 0, came.amount, 0, null, null
			from (${came}) as came join payment on payment.id = came.subject_id
			union all
			select 'to_come', contract.id, contract.number, own.on_day, contract.customer_id, contract.id, contract.currency, own.total, 0, 0,
				own.period_from, own.period_to
			from unnest(
				${arrayOf('uuid', toCome, ({ contractId }) => contractId)}::uuid[], ${arrayOf('date', toCome, ({ on }) => on)}::date[],
				${arrayOf('bigint', toCome, ({ totalMinor }) => totalMinor)}::bigint[],
				${arrayOf('date', toCome, (one) => one.periodFrom)}::date[], ${arrayOf('date', toCome, (one) => one.periodTo)}::date[]
			) as own (contract_id, on_day, total, period_from, period_to) join contract on contract.id = own.contract_id
		) as fact join customer on customer.id = fact.customer_id left join contract on contract.id = fact.contract_id
			left join lateral (
				select dispatch.collector_id from collection_case as debt
					join collection_dispatch as dispatch on dispatch.case_id = debt.id
				where debt.customer_id = fact.customer_id and debt.currency = fact.currency and case when fact.kind = 'payment'
					then (dispatched_at at time zone ${company.timeZone})::date <= fact.on_day
						and (ended is null or (ended_at at time zone ${company.timeZone})::date >= fact.on_day)
					else debt.closed_at is null and ended is null end
				order by dispatch.id desc limit 1
			) as owed on true
		where (planned, received, overdue) <> (0, 0, 0) and ${reach(scope).invoice('fact.id', 'fact.contract_id', 'fact.customer_id')}
			${groupId ? sql`and coalesce(contract.group_id, customer.group_id) = ${groupId}` : sql``}
			${collectorId ? sql`and owed.collector_id = ${collectorId}` : sql``}`
}
