import type { Scope } from '../../act.ts'
import { currencyCodes, exponent } from '../../money.ts'
import type { Fragment } from './fact.ts'

/** Currencies by the digits after their point, but for the two that most have. */
const unusual = [...Map.groupBy(currencyCodes(), exponent)].filter(([digits]) => digits !== 2)

/**
 * SQL for how many minor units one of the currency in a column has, as a number to multiply by. A short list of the
 * unusual ones: it is asked of every line, and to look through all currencies took longer than all else.
 */
export function minorsOf({ sql }: Pick<Scope, 'sql'>, column: string): Fragment {
	const found = unusual.reduce(
		(cases, [digits, codes]) =>
			sql`${cases} when ${sql(column)} = any(${codes}::char(3)[]) then ${String(10 ** digits)}::numeric`,
		sql``,
	)
	return sql`(case ${found} else 100::numeric end)`
}
