import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import type { Refusal } from '../refusal.ts'
import type { LockedRequest, RequestState } from './lock.ts'
import { noteRequest } from './note.ts'
import { subjectOf } from './register.ts'
import type { Channel } from './seal.ts'
import { tellEnd } from './tell.ts'

export type Ending = {
	state: Exclude<RequestState, 'waiting'>
	channel: Channel
	comment: string
	/** Why it could not be done. */
	failure?: Refusal
	/** A fresh request about the same takes its place: what was asked for is not over. */
	goesOn?: boolean
}

/** Ends a request, and tells whoever asked and everybody who was asked. */
export async function closeRequest(scope: Scope, request: LockedRequest, ending: Ending): Promise<void> {
	const { state, channel, comment, failure, goesOn = false } = ending
	await scope.sql`
		with over as (
			update approval_step set state = 'dropped', closed_at = ${scope.now}
			where request_id = ${request.id} and state in ('coming', 'open')
		)
		update approval_request set state = ${state}, decided_by = ${nameActor(scope.actor)}, decided_at = ${scope.now},
			decided_in = ${channel}, comment = ${comment}, failure = ${failure ? (asJson(failure) as never) : null}, revision = revision + 1
		where id = ${request.id}`
	if (state !== 'approved' && !goesOn)
		await subjectOf(request.subjectKind).ended(
			scope,
			{ contractId: request.contractId, ...request.change },
			state,
			endNote(ending),
		)
	await noteRequest(scope, request, state, comment)
	await tellEnd(scope, { ...request, revision: request.revision + 1 }, state, comment)
}

const endNote = ({ comment, failure }: Ending) => comment || (failure?.code ?? '')

/** A refusal as it is kept: amounts as text. */
const asJson = (refusal: Refusal): unknown =>
	JSON.parse(JSON.stringify(refusal, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
