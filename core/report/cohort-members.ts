import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { movedBy } from './cohort-sums.ts'
import type { CohortQuestion } from './cohorts.ts'
import { withinGroup } from './within-group.ts'

/** A customer of a cohort: what they brought at the end of their first month, and so many months later. */
export type CohortMember = {
	customerId: string
	customerName: string
	/** The first day of the month in which they began. */
	startedOn: string
	firstMinor: bigint
	mrrMinor: bigint
}

type Members = CohortQuestion & { key?: string | undefined; month: number; limit: number }

/** Who makes up one cell of the cohorts, the largest first, and how many they are: of the cohort `key`, or of all, so many months on. */
export async function findCohortMembers(
	scope: Scope,
	{ by = 'start', filters = {}, currency = scope.company.currency, key, month, limit }: Members,
): Promise<{ members: CohortMember[]; count: number; firstMinor: bigint; mrrMinor: bigint }> {
	permit(scope, 'report.read')
	const { sql, today } = scope
	const narrowed = withinGroup(scope, { filters }).filters
	const own = key === undefined ? sql`` : by === 'start' ? sql`and cohort_on = ${key}::date` : sql`and key = ${key}`
	const members = sql`
		select customer_id, cohort_on, sum(amount) filter (where month_on = cohort_on)::bigint as first, sum(amount)::bigint as mrr
		from (${movedBy(scope, { by, filters: { ...narrowed, currency: [currency] } })}) as moved
		where month_on <= cohort_on + make_interval(months => ${month})
			and cohort_on + make_interval(months => ${month + 1}) <= date_trunc('month', ${today}::date) ${own}
		group by 1, 2 having sum(amount) <> 0 or sum(amount) filter (where month_on = cohort_on) <> 0`
	const [found, [sums]] = await Promise.all([
		sql<CohortMember[]>`
			select customer_id as "customerId", customer.name as "customerName", cohort_on::text as "startedOn",
				coalesce(first, 0)::bigint as "firstMinor", mrr as "mrrMinor"
			from (${members}) as member join customer on customer.id = customer_id
			order by mrr desc, first desc, customer_id limit ${limit}`,
		sql<{ count: number; firstMinor: bigint; mrrMinor: bigint }[]>`
			select count(*)::int as count, coalesce(sum(first), 0)::bigint as "firstMinor", coalesce(sum(mrr), 0)::bigint as "mrrMinor"
			from (${members}) as member`,
	])
	return {
		members: [...found],
		count: sums?.count ?? 0,
		firstMinor: sums?.firstMinor ?? 0n,
		mrrMinor: sums?.mrrMinor ?? 0n,
	}
}
