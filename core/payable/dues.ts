import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'

/** States of a contract in which its plan is what the company will really pay: agreed, and whatever is left of it later. */
const agreed = ['signed', 'active', 'paused', 'ending', 'closed', 'filed']

export type Within = { from?: string | undefined; to: string; of?: Fragment; alsoDrafts?: boolean }

/**
 * Every payment of plans that falls due between two days, as a query: `payable_id`, `due_on`, and what was paid of it
 * (`payment_id`, null: nothing yet). Each is counted from its anchor, so that one on the 31st is on the last day of a short
 * month and on the 31st again. What comes again and again goes on while its contract runs; what is agreed for a day is due
 * on it. What was marked as paid stays, whatever becomes of the contract. `of`: a condition on `payable`.
 */
export function dues({ sql }: Scope, { from, to, of = sql`true`, alsoDrafts = false }: Within): Fragment {
	const first = from ?? '1900-01-01'
	// How many intervals lie between the anchor and a day, or one more or less: those that are too many are left out below.
	const steps = (
		day: Fragment,
	) => sql`case interval_unit when 'week' then (${day} - payable.anchor_on) / (7 * interval_count)
		when 'month' then ((extract(year from ${day}) - extract(year from payable.anchor_on)) * 12
			+ extract(month from ${day}) - extract(month from payable.anchor_on))::int / interval_count
		when 'year' then (extract(year from ${day}) - extract(year from payable.anchor_on))::int / interval_count else 0 end`
	const after = (
		count: Fragment,
	) => sql`(payable.anchor_on + case interval_unit when 'week' then make_interval(weeks => interval_count * (${count})::int)
		when 'month' then make_interval(months => interval_count * (${count})::int)
		when 'year' then make_interval(years => interval_count * (${count})::int) else interval '0' end)::date`
	return sql`
		select plan.payable_id, plan.due_on, paid.id as payment_id
		from (
			select payable.id as payable_id, ${after(sql`step`)} as due_on
			from payable join contract on contract.id = payable.contract_id
				cross join lateral generate_series(
					greatest(0, ${steps(sql`greatest(first_due_on, ${first}::date)`)} - 1),
					case when interval_unit is null then 0 else ${steps(sql`${to}::date`)} + 1 end) as step
			where removed_at is null and ${of} ${alsoDrafts ? sql`` : sql`and contract.state = any(${agreed}::text[])`}
				and ${after(sql`step`)} between greatest(first_due_on, ${first}::date) and ${to}::date
				and (last_due_on is null or ${after(sql`step`)} <= last_due_on)
				and (interval_unit is null or contract.ends_on is null
					or case when arrears then ${after(sql`step - 1`)} else ${after(sql`step`)} end <= contract.ends_on)
			union
			select payable_payment.payable_id, due_on from payable_payment join payable on payable.id = payable_payment.payable_id
			where undone_at is null and due_on between ${first}::date and ${to}::date and ${of}
		) as plan left join payable_payment as paid
			on paid.payable_id = plan.payable_id and paid.due_on = plan.due_on and paid.undone_at is null`
}
