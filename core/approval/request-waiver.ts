import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { subjectOf } from './register.ts'
import { penaltyWaiver } from './subjects/penalty-waiver.ts'
import { usualFor } from './usual.ts'
import { workflowFor, writeRequest } from './write.ts'

/** Minor units of the contract's currency. */
export type RequestWaiver = { contractId: string; amountMinor: bigint; reason: string }

/**
 * A customer asks to be let off penalty interest: somebody must agree, whether the company has a workflow for it or not. Refuses
 * `not_found`, `input.invalid`, `penalty.nothing_due`, `penalty.waiver_too_much`, `approval.waiting`.
 */
export async function requestWaiver(scope: Scope, given: RequestWaiver): Promise<{ id: string }> {
	permit(scope, 'penalty.ask')
	const { contractId, amountMinor, reason } = given
	const parsed = penaltyWaiver.input.safeParse({ contractId, amountMinor: String(amountMinor), reason })
	if (!parsed.success) return refuse('input.invalid', { field: 'amount', problem: 'must be more than zero' })
	const input = parsed.data
	const on = scope.today.toString()
	const asked = await subjectOf('penalty_waiver').look(scope, input, on)
	const workflow = (await workflowFor(scope, 'penalty_waiver', asked)) ?? usualFor('penalty_waiver')
	const { id } = await writeRequest(scope, {
		...{ kind: 'penalty_waiver', asked, change: input, on, note: reason, workflow },
	})
	return { id }
}
