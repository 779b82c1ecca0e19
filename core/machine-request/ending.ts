import type { Scope } from '../act.ts'
import type { ContractChange, EvaluatedChange } from '../amendment/change.ts'
import { evaluateChange } from '../amendment/evaluate-change.ts'
import { readStanding } from '../amendment/standing.ts'

/**
 * What it does that a contract which would go on ends today by its settlement; null: it ends by itself, or has ended. Whoever asks for a
 * settlement, or decides one, sees it without the right to change the contract in other ways.
 */
export async function evaluateEnding(
	scope: Scope,
	contractId: string,
): Promise<({ change: ContractChange } & EvaluatedChange) | null> {
	const { state, endsOn } = await readStanding(scope, contractId)
	const today = scope.today.toString()
	if (!['active', 'paused', 'ending'].includes(state) || (endsOn !== null && endsOn <= today)) return null
	const change = { kind: 'cancel' as const, endsOn: today }
	const looking = { ...scope, granted: new Set([...(scope.granted ?? []), 'contract.change' as const]) }
	return { change, ...(await evaluateChange(looking, { contractId, change })) }
}
