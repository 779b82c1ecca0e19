import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { permit } from '../permit.ts'
import { lockedOf } from './locked.ts'
import { hiddenOf } from './seen.ts'

/** Of a form for something that is not there yet: fields that the actor does not see, and those that they may not fill in. */
export async function findFormRights(
	scope: Scope,
	{ state }: { state: ContractState | null },
): Promise<{ hidden: string[]; locked: string[] }> {
	permit(scope, 'customer.read')
	return { hidden: hiddenOf(scope, state), locked: lockedOf(scope, state) }
}
