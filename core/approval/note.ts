import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import type { LockedRequest } from './lock.ts'

type Happened =
	| 'requested'
	| 'approved'
	| 'rejected'
	| 'outdated'
	| 'withdrawn'
	| 'failed'
	| 'questioned'
	| 'answered'
	| 'reminded'
	| 'escalated'

/**
 * Writes what became of a request. What a customer asked for is on their timeline; what staff ask of each other is in the
 * audit alone.
 */
export async function noteRequest(
	scope: Scope,
	request: LockedRequest,
	happened: Happened,
	comment = '',
): Promise<void> {
	const isTold = request.subjectKind === 'contract_change' && isForCustomer(happened)
	const shared = { subject: { kind: 'approval_request', id: request.id }, customerId: request.customerId }
	const reason = comment ? { reason: comment } : {}
	if (isTold)
		await emit(scope, {
			...shared,
			kind: `approval.${happened === 'failed' ? 'outdated' : happened}`,
			contractId: request.contractId,
			facts: reason,
		})
	else
		await emit(scope, {
			...shared,
			kind: `request.${happened}`,
			facts: { ...reason, about: request.subjectKind, number: request.about.number, name: request.about.name },
		})
}

function isForCustomer(
	happened: Happened,
): happened is 'requested' | 'approved' | 'rejected' | 'outdated' | 'withdrawn' | 'failed' {
	return !['questioned', 'answered', 'reminded', 'escalated'].includes(happened)
}
