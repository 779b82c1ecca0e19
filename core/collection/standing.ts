import type { Scope } from '../act.ts'
import { overdueDebts } from './debt.ts'

/**
 * Why a case is to be looked at, the most urgent first: a promise was broken since anything was written down; one is due; a next step is; it
 * is new; or it can wait.
 */
export const reasons = ['broken', 'promise', 'step', 'new', 'later'] as const
export type CaseReason = (typeof reasons)[number]

/** SQL over `collection_case` as `of`: what waits of it today, as one row of columns. Days are ISO dates. */
export function standingOf(scope: Pick<Scope, 'sql' | 'today'>) {
	const { sql, today } = scope
	return sql`lateral (
		select current.collector_id, current.dispatched_at, current.note, coalesce(debt.overdue_minor, 0)::bigint as overdue_minor,
			coalesce(debt.days_past_due, 0) as days_past_due, coalesce(debt.invoices, 0) as invoices, step.next_on, step.next_step,
			promise.promised_on, promise.amount_minor as promised_minor, promise.state as promise_state, last.happened_on as last_on,
			case
				when promise.state = 'broken' and (last.created_at is null or last.created_at <= promise.settled_at) then 'broken'
				when promise.state = 'open' and promise.promised_on <= ${today}::date then 'promise'
				when step.next_on <= ${today}::date then 'step'
				when last.created_at is null or last.created_at < current.dispatched_at then 'new'
				else 'later' end as reason
		from (select) as one
			left join collection_dispatch as current on current.case_id = of.id and current.ended is null
			left join ${overdueDebts(scope)} as debt on debt.customer_id = of.customer_id and debt.currency = of.currency
			left join lateral (
				select promised_on, amount_minor, state, settled_at from payment_promise
				where payment_promise.customer_id = of.customer_id and payment_promise.currency = of.currency and state <> 'replaced'
				order by follow_up_id desc limit 1
			) as promise on true
			left join lateral (
				select next_on, next_step from follow_up join collection_entry on follow_up_id = follow_up.id
				where case_id = of.id and next_on is not null and settled_at is null order by next_on, follow_up.id limit 1
			) as step on true
			left join lateral (
				select created_at, happened_on from follow_up join collection_entry on follow_up_id = follow_up.id
				where case_id = of.id order by follow_up.id desc limit 1
			) as last on true
	) as standing`
}
