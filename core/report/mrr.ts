import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** One month in one currency. Minor units; contraction and churn are negative, `net` is the sum of the five. */
export type MrrMonth = {
	/** `2026-03` */
	month: string
	currency: string
	/** At the end of the month's last day. */
	mrrMinor: bigint
	newMinor: bigint
	expansionMinor: bigint
	contractionMinor: bigint
	churnMinor: bigint
	reactivationMinor: bigint
	netMinor: bigint
}

/** Monthly recurring revenue and what moved it, for every month from one to another (`2026-01`, both included). */
export async function reportMrr(scope: Scope, input: { from: string; to: string }): Promise<MrrMonth[]> {
	permit(scope, 'report.read')
	return await scope.sql<MrrMonth[]>`
		with month as (
			select day::date as first, (day + interval '1 month')::date as next
			from generate_series(${`${input.from}-01`}::date, ${`${input.to}-01`}::date, interval '1 month') as day
		), currency as (
			select distinct currency from mrr_movement where moved_on < (select max(next) from month)
		), moved as (
			select currency, date_trunc('month', moved_on)::date as first, kind, sum(amount_minor) as amount
			from mrr_movement where moved_on < (select max(next) from month) group by 1, 2, 3
		)
		select to_char(month.first, 'YYYY-MM') as month, currency.currency,
			coalesce(sum(amount), 0)::bigint as "mrrMinor",
			coalesce(sum(amount) filter (where moved.first = month.first and kind = 'new'), 0)::bigint as "newMinor",
			coalesce(sum(amount) filter (where moved.first = month.first and kind = 'expansion'), 0)::bigint as "expansionMinor",
			coalesce(sum(amount) filter (where moved.first = month.first and kind = 'contraction'), 0)::bigint as "contractionMinor",
			coalesce(sum(amount) filter (where moved.first = month.first and kind = 'churn'), 0)::bigint as "churnMinor",
			coalesce(sum(amount) filter (where moved.first = month.first and kind = 'reactivation'), 0)::bigint as "reactivationMinor",
			coalesce(sum(amount) filter (where moved.first = month.first), 0)::bigint as "netMinor"
		from month cross join currency left join moved on moved.currency = currency.currency and moved.first < month.next
		group by month.first, currency.currency order by month.first, currency.currency`
}
