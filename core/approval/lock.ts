import type { Scope } from '../act.ts'
import type { ContractChange } from '../amendment/change.ts'
import { lockContract } from '../contract/lock.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type WaitingRequest = {
	id: string
	contractId: string
	customerId: string
	change: { change: ContractChange; reason?: string }
	askedOn: string
	fingerprint: string
	requestedBy: string
}

/** Locks a request, and its contract before it, as every change does. Refuses `not_found`, `approval.decided`. */
export async function lockRequest(scope: Scope, id: string): Promise<WaitingRequest> {
	const { sql } = scope
	const [found] = await sql<{ contractId: string }[]>`
		select contract_id as "contractId" from approval_request
		where id = ${id} and ${reach(scope).contract('approval_request.contract_id', 'approval_request.customer_id')}`
	if (!found) refuse('not_found', { noun: 'approval_request' })
	await lockContract(scope, found.contractId)
	const [request] = await sql<(WaitingRequest & { state: string })[]>`
		select id, contract_id as "contractId", customer_id as "customerId", change, asked_on::text as "askedOn", fingerprint,
			requested_by as "requestedBy", state
		from approval_request where id = ${id} for update`
	if (!request) throw new Error('A locked request is gone')
	if (request.state !== 'waiting') refuse('approval.decided', { decision: request.state })
	return request
}
