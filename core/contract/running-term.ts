import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'

/**
 * The last day of the term that a contract without an end is in: the first whose last day to object has not passed. Over
 * the columns of `contract`, for one that has begun and has terms; null otherwise.
 */
export function runningTermEnd({ sql, today }: Pick<Scope, 'sql' | 'today'>): Fragment {
	const begun = sql`age(${today}::date, contract.starts_on)`
	const noticed = sql`age(${today}::date + contract.notice_days, contract.starts_on)`
	const months = (age: Fragment) => sql`(extract(year from ${age}) * 12 + extract(month from ${age}))::int`
	return sql`(
		select (contract.starts_on + make_interval(months => run * contract.term_months))::date - 1
		from generate_series(greatest(1, ${months(begun)} / contract.term_months), ${months(noticed)} / contract.term_months + 2) as run
		where contract.starts_on <= ${today}
			and (contract.starts_on + make_interval(months => run * contract.term_months))::date - 1 - contract.notice_days >= ${today}
		order by run limit 1)`
}
