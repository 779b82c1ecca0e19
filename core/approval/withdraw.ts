import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { closeRequest } from './close.ts'
import { lockRequest } from './lock.ts'
import { type Channel, seal } from './seal.ts'
import { requireSeen } from './seen-requests.ts'

export type WithdrawRequest = { id: string; channel?: Channel; proof?: string | undefined }

/**
 * Takes a request back that nobody has decided yet: a customer any change asked for on their contract, a member of staff
 * what they asked themselves. Refuses `not_found`, `not_permitted`, `approval.decided`,
 * `link.code_needed`.
 */
export async function withdrawRequest(scope: Scope, { id, channel, proof }: WithdrawRequest): Promise<void> {
	const { actor } = scope
	permit(scope, 'contract.read')
	const isOutside = actor.kind === 'contact' || actor.kind === 'link'
	if (isOutside) await permitConfirmed(scope, 'contract.change', proof)
	const request = await lockRequest(scope, id)
	const isCustomers = request.subjectKind === 'contract_change'
	if (isOutside && !isCustomers) refuse('not_found', { noun: 'approval_request' })
	if (actor.kind === 'staff' && request.requestedBy !== nameActor(actor)) {
		await requireSeen(scope, request)
		refuse('not_permitted', { action: 'approval.withdraw' })
	}
	if (request.state !== 'waiting') refuse('approval.decided', { decision: request.state })
	const where = channel ?? (actor.kind === 'staff' ? 'console' : 'portal')
	await closeRequest(scope, request, { state: 'withdrawn', channel: where, comment: '' })
	await seal(scope, request, { says: 'withdraw', channel: where })
}
