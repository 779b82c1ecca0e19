import type { Scope } from '../../act.ts'
import { currencyCodes, exponent } from '../../money.ts'
import type { Fragment } from './fact.ts'

const codes = currencyCodes()
const digits = codes.map(exponent)

/** SQL for the digits after the point of the currency in a column. */
export function digitsOf({ sql }: Pick<Scope, 'sql'>, column: string): Fragment {
	return sql`(${digits}::int[])[array_position(${codes}::text[], ${sql(column)}::text)]`
}
