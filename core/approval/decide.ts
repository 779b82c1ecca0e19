import type { Scope } from '../act.ts'
import { applyChange } from '../amendment/apply-change.ts'
import { evaluateChange } from '../amendment/evaluate-change.ts'
import { emit, nameActor } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { lockRequest, type WaitingRequest } from './lock.ts'
import { fingerprintOf, shownOf } from './shown.ts'

export type DecideRequest = { id: string; decision: 'approve' | 'reject'; comment?: string }

export type Decided = { state: 'approved' | 'rejected' | 'outdated' }

/**
 * Says yes or no to what a customer asked for. The change is worked out again as of the day it was asked: when it would no
 * longer do what was shown, nothing of it is done, the request ends as outdated, and the customer is told. Otherwise it is
 * applied in this transaction. Refuses `not_found`, `approval.decided`, `approval.own`, `approval.comment_missing`.
 */
export async function decideRequest(scope: Scope, input: DecideRequest): Promise<Decided> {
	permit(scope, 'approval.decide')
	const request = await lockRequest(scope, input.id)
	if (request.requestedBy === nameActor(scope.actor)) refuse('approval.own', {})
	const comment = (input.comment ?? '').trim().slice(0, 1000)
	if (input.decision === 'reject') {
		if (comment === '') refuse('approval.comment_missing', {})
		await close(scope, request, 'rejected', comment)
		return { state: 'rejected' }
	}
	const state = (await carryOut(scope, request)) ? 'approved' : 'outdated'
	await close(scope, request, state, comment)
	return { state }
}

/** Whether it was done; false when it would do something else than what was asked. */
async function carryOut(scope: Scope, request: WaitingRequest): Promise<boolean> {
	const { change, reason } = request.change
	const input = { contractId: request.contractId, change, on: request.askedOn, ...(reason ? { reason } : {}) }
	const ground = { granted: true, byRules: true }
	const { preview, decision } = await evaluateChange(scope, input, ground)
	if (!preview || decision.kind !== 'apply' || fingerprintOf(shownOf(preview)) !== request.fingerprint) return false
	await applyChange(scope, { ...input, seen: preview.seen }, ground)
	return true
}

export type WithdrawRequest = { id: string; proof?: string | undefined }

/** Takes a request back that nobody has decided yet. Refuses `not_found`, `approval.decided`, `link.code_needed`. */
export async function withdrawRequest(scope: Scope, { id, proof }: WithdrawRequest): Promise<void> {
	await permitConfirmed(scope, 'contract.change', proof)
	const request = await lockRequest(scope, id)
	await close(scope, request, 'withdrawn', '')
}

async function close(
	scope: Scope,
	request: WaitingRequest,
	state: Decided['state'] | 'withdrawn',
	comment: string,
): Promise<void> {
	await scope.sql`
		update approval_request set state = ${state}, decided_by = ${nameActor(scope.actor)}, decided_at = ${scope.now},
			comment = ${comment}
		where id = ${request.id}`
	await emit(scope, {
		kind: state === 'withdrawn' ? 'approval.withdrawn' : `approval.${state}`,
		subject: { kind: 'approval_request', id: request.id },
		customerId: request.customerId,
		contractId: request.contractId,
		facts: comment ? { reason: comment } : {},
	})
	if (state !== 'withdrawn')
		await queueEffect(scope, {
			kind: 'mail',
			key: `approval-decided:${request.id}`,
			payload: { letter: 'approval-decided', requestId: request.id },
		})
}
