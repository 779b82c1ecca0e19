import type { Scope } from '../act.ts'
import { isNarrowed, seesMoney } from '../field-right/rights.ts'
import { exponent } from '../money.ts'
import { permit } from '../permit.ts'
import { type FindLines, linesOn } from './lines.ts'
import { stateOf } from './state-of.ts'

/**
 * What lines come to together, in minor units of their currency: the recurring ones a month, the others once. After their own
 * discounts; before what is taken off the whole contract, and before tax.
 */
export type LineSums = { monthMinor: bigint; onceMinor: bigint }

type Asked = Pick<FindLines, 'contractId' | 'on' | 'search'> & { currency: string }

/** Null for who may not see prices. Each line rounded by itself, as it is when it is billed; a year has 52 weeks or 365 days, as in movement/rate.ts. */
export async function sumLines(scope: Scope, { currency, ...asked }: Asked): Promise<LineSums | null> {
	permit(scope, 'contract.read')
	if (isNarrowed(scope) && !seesMoney(scope, await stateOf(scope, asked.contractId))) return null
	const { sql } = scope
	const net = sql`state.quantity * state.unit_price * (100 - state.discount_percent) / (100 + coalesce(line.tax_within, 0)) * ${10 ** exponent(currency)}::numeric`
	const [sums] = await sql<LineSums[]>`
		select coalesce(sum(round(${net} * case line.interval_unit when 'day' then 365 when 'week' then 52 else 1 end
					/ (case line.interval_unit when 'month' then 1 else 12 end * line.interval_count)
				)) filter (where line.interval_unit is not null), 0)::bigint as "monthMinor",
			coalesce(sum(round(${net})) filter (where line.interval_unit is null), 0)::bigint as "onceMinor"
		${linesOn(scope, asked)}`
	if (!sums) throw new Error('A sum has no row')
	return sums
}
