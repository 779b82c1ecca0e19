import { z } from 'zod'
import type { Scope } from '../act.ts'
import { recordAmendment } from '../amendment/record.ts'
import { type LockedContract, lockContract } from '../contract/lock.ts'
import { refuseOver, stateAfter } from '../contract/state.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { refuseLocked } from '../field-right/locked.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readInput } from './input.ts'

const noticeInput = z.object({
	contractId: z.uuid(),
	endsOn: dayInput,
	reason: z.string().trim().max(500).default(''),
})

/**
 * The company leaves a contract that it pays, or the other side does: it ends on a day, and nothing of its plan that comes again
 * and again falls due after it. No letter goes to the supplier: what was sent to them is among the documents. Refuses
 * `input.invalid`, `not_found`, `contract.receivable`, `contract.ends_before_start`, `contract.not_allowed_in_state`,
 * `contract.nothing_changes`, `field.locked`.
 */
export async function givePayableNotice(scope: Scope, input: z.input<typeof noticeInput>): Promise<void> {
	permit(scope, 'contract.amend')
	const { contractId, endsOn, reason } = readInput(noticeInput, input)
	const contract = await lockPayableContract(scope, contractId)
	const state = stateAfter('end', contract)
	refuseLocked(scope, 'contract', contract.state, ['termEnd'])
	refuseOver(scope, contract, 'end')
	const startsOn = contract.startsOn.toString()
	if (endsOn < startsOn) refuse('contract.ends_before_start', { startsOn, endsOn })
	const before = contract.endsOn?.toString() ?? null
	if (contract.state === 'ending' && before === endsOn) refuse('contract.nothing_changes', { number: contract.number })
	const sequence = await recordAmendment(scope, contract, {
		kind: 'end',
		effectiveOn: Temporal.PlainDate.from(endsOn).add({ days: 1 }).toString(),
		knownFrom: scope.today.toString(),
		reason,
		terms: { endsOn: [before, endsOn], ending: [contract.state === 'ending', true] },
	})
	await scope.sql`
		update contract set state = ${state}, ends_on = ${endsOn}, cancel_reason = ${reason} where id = ${contractId}`
	await emit(scope, {
		kind: 'contract.cancelled',
		...{ subject: { kind: 'contract', id: contractId }, customerId: contract.customerId, contractId },
		facts: { sequence, endsOn, text: reason, direction: 'payable' },
	})
}

/** Takes notice back while its day has not passed. Refuses `not_found`, `contract.receivable`, `contract.not_allowed_in_state`, `field.locked`. */
export async function takePayableNoticeBack(scope: Scope, { contractId }: { contractId: string }): Promise<void> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	const contract = await lockPayableContract(scope, contractId)
	const state = stateAfter('undo_end', contract)
	refuseLocked(scope, 'contract', contract.state, ['termEnd'])
	refuseOver(scope, contract, 'undo_end')
	// Notice may have been given again for another day: what counts is the end before the first of them.
	const [given] = await sql<{ before: string | null }[]>`
		select terms->'endsOn'->>0 as before from amendment
		where contract_id = ${contractId} and kind = 'end' and terms->'ending' = '[false, true]'::jsonb
		order by sequence desc limit 1`
	await recordAmendment(scope, contract, {
		kind: 'end',
		effectiveOn: scope.today.toString(),
		reason: '',
		terms: { endsOn: [contract.endsOn?.toString() ?? null, given?.before ?? null], ending: [true, false] },
	})
	await sql`
		update contract set state = ${state}, ends_on = ${given?.before ?? null}, cancel_reason = '' where id = ${contractId}`
}

async function lockPayableContract(scope: Scope, id: string): Promise<LockedContract> {
	const contract = await lockContract(scope, id)
	if (contract.direction !== 'payable') refuse('contract.receivable', { number: contract.number })
	return contract
}
