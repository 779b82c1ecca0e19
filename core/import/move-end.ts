import type { Scope } from '../act.ts'
import { recordAmendment } from '../amendment/record.ts'
import { lockContract } from '../contract/lock.ts'
import { stateAfter } from '../contract/state.ts'
import { recordMovements } from '../movement/record.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** `endsOn` (ISO date) is the last day; null: without an end. */
export type MoveEnd = { id: string; endsOn: string | null; reason: string }

/**
 * By a file, or in taking a file back, corrects the end that a contract in force was agreed with, or takes it off, while that day has not passed. The contract
 * does not become one that is ending. Refuses `contract.not_allowed_in_state`, `contract.ends_before_start`,
 * `contract.nothing_changes`.
 */
export async function moveEnd(scope: Scope, input: MoveEnd): Promise<{ id: string; sequence: number }> {
	permit(scope, 'contract.amend')
	const contract = await lockContract(scope, input.id)
	const { number } = contract
	const passed = contract.endsOn && Temporal.PlainDate.compare(contract.endsOn, scope.today) < 0
	stateAfter('amend', passed ? { number, state: 'closed' } : contract)
	const [startsOn, endsOn] = [contract.startsOn.toString(), contract.endsOn?.toString() ?? null]
	if (endsOn === input.endsOn) refuse('contract.nothing_changes', { number })
	if (input.endsOn && input.endsOn < startsOn) refuse('contract.ends_before_start', { startsOn, endsOn: input.endsOn })
	const sequence = await recordAmendment(scope, contract, {
		kind: 'change',
		effectiveOn: scope.today.toString(),
		reason: input.reason,
		terms: { endsOn: [endsOn, input.endsOn] },
	})
	await scope.sql`update contract set ends_on = ${input.endsOn} where id = ${contract.id}`
	await recordMovements(scope, [contract.customerId])
	return { id: contract.id, sequence }
}
