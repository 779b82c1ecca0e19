import type { Scope } from '../act.ts'
import { type ApplyChange, changeInput } from '../amendment/change.ts'
import { evaluateChange } from '../amendment/evaluate-change.ts'
import { tellChange } from '../amendment/tell-change.ts'
import { lockContract } from '../contract/lock.ts'
import { emit, nameActor } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permitUnconfirmed } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { fingerprintOf, shownOf } from './shown.ts'

export type RequestChange = Omit<ApplyChange, 'on' | 'timing' | 'prorate'> & {
	/** What the customer wants to say to those who decide. */
	note?: string
}

/**
 * A customer asks for a change that a person must agree to first. Nothing of it happens until then; what was seen is kept,
 * and only that can be approved. One request at a time waits for a contract. Refuses `change.different`,
 * `approval.not_needed`, `approval.waiting`, and what `evaluateChange` refuses.
 */
export async function requestChange(scope: Scope, { note = '', ...input }: RequestChange): Promise<{ id: string }> {
	permitUnconfirmed(scope, 'contract.change')
	const contract = await lockContract(scope, input.contractId)
	const { seen, ...asked } = input
	const { preview, decision } = await evaluateChange(scope, asked)
	if (decision.kind === 'refuse') refuse(decision.refusal.code, decision.refusal.facts as never)
	if (decision.kind === 'apply' || !preview) refuse('approval.not_needed', {})
	if (preview.seen !== seen)
		refuse('change.different', {
			effectMinor: preview.effect?.totalMinor ?? 0n,
			currency: preview.currency,
			seen: preview.seen,
		})
	await refuseSecond(scope, contract)
	const shown = shownOf(preview)
	// Told now: once it is made, what was before is no longer there.
	const told = await tellChange(scope, { contractId: contract.id, change: preview.change })
	const { contractId: _, ...change } = changeInput.parse(asked)
	const [request] = await scope.sql<{ id: string }[]>`
		insert into approval_request (subject_kind, contract_id, customer_id, change, asked_on, fingerprint, shown, month_minor,
			currency, note, requested_by, requested_at)
		values ('contract_change', ${contract.id}, ${contract.customerId}, ${change as never}, ${scope.today},
			${fingerprintOf(shown)}, ${{ ...shown, told } as never}, ${decision.monthMinor}, ${preview.currency},
			${note.trim().slice(0, 1000)}, ${nameActor(scope.actor)}, ${scope.now})
		returning id`
	if (!request) throw new Error('The approval request was not written')
	await emit(scope, {
		kind: 'approval.requested',
		subject: { kind: 'approval_request', id: request.id },
		customerId: contract.customerId,
		contractId: contract.id,
		facts: { effectiveOn: preview.effectiveOn },
	})
	await queueEffect(scope, {
		kind: 'mail',
		key: `approval-asked:${request.id}`,
		payload: { letter: 'approval-asked', requestId: request.id },
	})
	return request
}

async function refuseSecond(scope: Scope, contract: { id: string; number: string }): Promise<void> {
	const [waiting] = await scope.sql`
		select from approval_request where contract_id = ${contract.id} and state = 'waiting'`
	if (waiting) refuse('approval.waiting', { number: contract.number })
}
