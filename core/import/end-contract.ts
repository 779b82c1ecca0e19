import type { Scope } from '../act.ts'
import { recordAmendment } from '../amendment/record.ts'
import { readNotice } from '../amendment/standing.ts'
import { lockContract } from '../contract/lock.ts'
import { refuseOver, stateAfter } from '../contract/state.ts'
import { turnPauses } from '../contract/turn-pauses.ts'
import { recordMovements } from '../movement/record.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** `endsOn` (ISO date) is the last day. */
export type EndContract = { id: string; endsOn: string; reason: string }

/**
 * Gives a contract in force the last day that a file says; people give notice by `cancelContract`. What was billed beyond it is credited today; until the day it can be undone.
 * Refuses `contract.not_allowed_in_state`, `contract.ends_before_start`, `contract.nothing_changes`.
 */
export async function endContract(scope: Scope, input: EndContract): Promise<{ id: string; sequence: number }> {
	permit(scope, 'contract.amend')
	const contract = await lockContract(scope, input.id)
	refuseOver(scope, contract, 'end')
	const state = stateAfter('end', contract)
	const startsOn = contract.startsOn.toString()
	const endsOn = contract.endsOn?.toString() ?? null
	if (contract.startsOn.subtract({ days: 1 }).toString() > input.endsOn)
		refuse('contract.ends_before_start', { startsOn, endsOn: input.endsOn })
	if (endsOn === input.endsOn && contract.state === 'ending')
		refuse('contract.nothing_changes', { number: contract.number })
	const sequence = await recordAmendment(scope, contract, {
		kind: 'end',
		effectiveOn: scope.today.toString(),
		reason: input.reason,
		terms: { endsOn: [endsOn, input.endsOn], ending: [contract.state === 'ending', true] },
	})
	await scope.sql`
		update contract set state = ${state}, ends_on = ${input.endsOn}, cancel_reason = ${input.reason} where id = ${contract.id}`
	await recordMovements(scope, [contract.customerId])
	return { id: contract.id, sequence }
}

/** Takes an end back while its day has not passed: the contract goes on as before it was ended. */
export async function undoEnd(scope: Scope, input: { id: string }): Promise<{ id: string; sequence: number }> {
	permit(scope, 'contract.amend')
	const contract = await lockContract(scope, input.id)
	const state = stateAfter('undo_end', contract)
	refuseOver(scope, contract, 'undo_end')
	const { before } = await readNotice(scope, contract.id)
	const sequence = await recordAmendment(scope, contract, {
		kind: 'end',
		effectiveOn: scope.today.toString(),
		reason: '',
		terms: { endsOn: [contract.endsOn?.toString() ?? null, before], ending: [true, false] },
	})
	await scope.sql`update contract set state = ${state}, ends_on = ${before}, cancel_reason = '' where id = ${contract.id}`
	await turnPauses(scope, [contract.id])
	await recordMovements(scope, [contract.customerId])
	return { id: contract.id, sequence }
}
