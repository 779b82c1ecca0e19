import type { Scope } from '../act.ts'
import { stateOf } from '../contract/state-of.ts'
import { lockedOf } from '../field-right/locked.ts'
import { hiddenOf } from '../field-right/seen.ts'
import { permit } from '../permit.ts'

/**
 * Fields of a quote that the actor does not see, and those that they may not fill in: of a new contract as in a draft, of a
 * change or renewal as in the state that the contract is in.
 */
export async function findQuoteRights(
	scope: Scope,
	{ contractId }: { contractId: string | null },
): Promise<{ hidden: string[]; locked: string[] }> {
	permit(scope, 'quote.write')
	const state = contractId ? await stateOf(scope, contractId) : 'draft'
	return { hidden: hiddenOf(scope, state), locked: lockedOf(scope, state) }
}
