import type { Scope } from '../act.ts'
import type { Day } from '../calendar.ts'
import { rateRows } from '../tax/rate.ts'
import { assembleBillables, type Billable, type BillableRows } from './billable.ts'
import { contractRows, endRows, factRows, idsOf, stateRows } from './billable-rows.ts'
import { planRows } from './instalments.ts'

export type { Billable } from './billable.ts'

/** The schedules of contracts, in the order of the ids given, taxes as of `taxDay`. Six queries however many they are. */
export async function readSchedules(scope: Scope, ids: readonly string[], taxDay: Day): Promise<Billable[]> {
	return assembleBillables(await readBillableRows(scope, ids), ids, taxDay)
}

/** The rows that schedules are made of. */
export async function readBillableRows(scope: Scope, ids: readonly string[]): Promise<BillableRows> {
	const wanted = idsOf(scope, ids)
	const [contracts, states, ends, facts, rates, plans] = await Promise.all([
		contractRows(scope, wanted),
		stateRows(scope, wanted),
		endRows(scope, wanted),
		factRows(scope, wanted),
		rateRows(scope),
		planRows(scope, wanted),
	])
	return { contracts, states, ends, facts, rates, plans }
}
