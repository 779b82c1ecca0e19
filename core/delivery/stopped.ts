import type { Scope } from '../act.ts'
import { overStates } from '../equipment/take-line.ts'
import { checkConditions } from './check.ts'
import type { ConditionKind } from './condition.ts'

/** Why a pass that is open lets nothing out all the same: its contract is over, or money it was made for has gone back since. */
export type Stopped = 'contract_over' | 'money_gone'

/** What was there does not come to be missing by the days that pass. */
const ofMoney: readonly ConditionKind[] = ['down_payment_received', 'amount_received']

/** For verbs and finders that have asked whether they may. */
export async function readStopped(
	scope: Scope,
	{ contractId, missing }: { contractId: string; missing: readonly ConditionKind[] },
): Promise<Stopped | null> {
	const [over] = await scope.sql`
		select from contract where id = ${contractId} and (state = any(${[...overStates]}::text[]) or ends_on < ${scope.today})`
	if (over) return 'contract_over'
	const checked = await checkConditions(scope, contractId, ofMoney)
	return checked.some(({ met, kind }) => !met && !missing.includes(kind)) ? 'money_gone' : null
}
