import type { Scope } from '../act.ts'
import type { Day } from '../calendar.ts'
import { dateOf, dayOf } from '../calendar.ts'
import type { Fragment } from './fact/fact.ts'
import type { Question } from './question.ts'
import { select } from './select.ts'

/** What changed in a month of those who began in another. `customers`: how many more have something. */
export type CohortSum = { key: string; start: Day; month: Day; amount: bigint; customers: number }

type Asked = {
	by: 'start' | 'group' | 'person' | 'product' | 'plan' | 'country' | 'industry' | 'language'
	filters: Question['filters']
}

/** By start alone the sums of months are read; else the movements. One currency has to be asked for. */
export async function cohortSums(scope: Scope, asked: Asked): Promise<CohortSum[]> {
	const { sql } = scope
	const others = Object.keys(asked.filters).filter((name) => name !== 'currency')
	const found = asked.by === 'start' && others.length === 0 ? ofMonths(scope, asked) : ofMovements(scope, asked)
	return await sql<CohortSum[]>`
		select key, cohort_on - date '1970-01-01' as start, month_on - date '1970-01-01' as month, amount, customers
		from (${found}) as found`
}

function ofMonths({ sql }: Scope, { filters }: Asked): Fragment {
	return sql`
		select '' as key, cohort_on, month_on, sum(amount_minor)::bigint as amount, sum(customers)::int as customers
		from mrr_month where currency = any(${filters.currency ?? []}::text[]) group by 2, 3`
}

function ofMovements(scope: Scope, asked: Asked): Fragment {
	const { sql } = scope
	return sql`
		with moved as (${movedBy(scope, asked)}), level as (
			select *, sum(amount) over (partition by key, customer_id order by month_on) as after from moved
		)
		select key, cohort_on, month_on, sum(amount)::bigint as amount,
			(count(*) filter (where after > 0 and after <= amount) - count(*) filter (where after <= 0 and after > amount))::int as customers
		from level group by 1, 2, 3`
}

/** What each customer's level changed by in each month, under each key. */
export function movedBy(scope: Scope, { by, filters }: Asked): Fragment {
	const { sql } = scope
	const tomorrow = dateOf(dayOf(scope.today) + 1).toString()
	const wanted = { filters, groupBy: by === 'start' ? undefined : by }
	const { key, facts } = select(scope, 'movements', wanted, [tomorrow, tomorrow], true)
	return sql`
		select ${key} as key, fact.customer_id, fact.cohort_on, date_trunc('month', on_day)::date as month_on, sum(amount) as amount
		from ${facts} group by 1, 2, 3, 4`
}
