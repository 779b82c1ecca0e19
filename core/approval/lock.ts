import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { SubjectKind } from './register.ts'
import type { About } from './subject.ts'
import type { Own, Workflow } from './workflow.ts'

export type RequestState = 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'outdated' | 'failed'

export type LockedRequest = {
	id: string
	subjectKind: SubjectKind
	subjectId: string
	contractId: string | null
	customerId: string | null
	groupId: string | null
	ownerId: string | null
	about: About
	/** What is asked, as its subject takes it. */
	change: Record<string, unknown>
	askedOn: string
	fingerprint: string
	note: string
	workflow: Workflow
	/** Whether who asks may decide; `alone`: a step that nobody else could. */
	ownRule: Own
	requestedBy: string
	revision: number
	state: RequestState
}

/** SQL over a request: what its workflow says of who asks, as far as it came to that when it was asked. */
export function ownRule({ sql }: Pick<Scope, 'sql'>) {
	return sql`case when own_allowed then coalesce(nullif(workflow ->> 'own', 'never'), 'always') else 'never' end`
}

/**
 * Locks a request, and its contract before it, as every change does. What is about no contract is for staff alone, and of
 * those who speak within a group for that group's. Refuses `not_found`.
 */
export async function lockRequest(scope: Scope, id: string): Promise<LockedRequest> {
	const { sql, actor } = scope
	const isOurs = actor.kind === 'staff' || actor.kind === 'system'
	const within = actor.kind === 'staff' ? (actor.within ?? null) : null
	const [found] = await sql<{ contractId: string | null }[]>`
		select contract_id as "contractId" from approval_request
		where id = ${id} and (contract_id is null and ${isOurs} and (${within}::uuid is null or group_id = ${within}::uuid)
			or contract_id is not null and ${reach(scope).contract('approval_request.contract_id', 'approval_request.customer_id')})`
	if (!found) refuse('not_found', { noun: 'approval_request' })
	if (found.contractId) await lockContract(scope, found.contractId)
	const [request] = await sql<LockedRequest[]>`
		select id, subject_kind as "subjectKind", subject_id as "subjectId", contract_id as "contractId", customer_id as "customerId",
			group_id as "groupId", owner_id as "ownerId", about, change, asked_on::text as "askedOn", fingerprint, note, workflow,
			${ownRule({ sql })} as "ownRule", requested_by as "requestedBy", revision, state
		from approval_request where id = ${id} for update`
	if (!request) throw new Error('A locked request is gone')
	return request
}

/** The member of staff behind a kept name, as `nameActor` writes it; null for anybody else. */
export function staffIn(name: string): string | null {
	return name.startsWith('staff:') ? name.slice('staff:'.length) : null
}

/** Whether a kept name is that of somebody of the customer's side. */
export function isByCustomer(name: string): boolean {
	return name.startsWith('contact:') || name.startsWith('link:')
}
