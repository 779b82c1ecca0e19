import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type ApprovalCard, findCard } from './card.ts'
import { approveRequest } from './carry-out.ts'
import { closeRequest } from './close.ts'
import { type LockedRequest, lockRequest } from './lock.ts'
import { askAsker } from './question.ts'
import { subjectOf } from './register.ts'
import { type Channel, seal } from './seal.ts'
import { requireSeen } from './seen-requests.ts'
import { closeSteps, hasSeat, type Press, readTable, type Table, weigh } from './steps.ts'
import { revise, tellCards } from './tell.ts'

export type DecideRequest = {
	id: string
	decision: 'approve' | 'reject' | 'ask'
	comment?: string
	/** The card's fingerprint that the person looked at. */
	seen: string
	channel: Channel
}

/**
 * What a press did. `counted`: it was noted and others are waited for. `outdated`: the figures had changed, nothing was
 * done; `freshId` is the request that shows them as they are, where there is one. `failed`: it was approved and could no
 * longer be done; the card says why. `late`: it was decided before. `again`: this person had decided already. `changed`:
 * another card was looked at than the one that stands.
 */
export type Did = 'counted' | 'approved' | 'rejected' | 'asked' | 'outdated' | 'failed' | 'late' | 'again' | 'changed'
export type Decided = {
	did: Did
	/** The request as it is now: by whom it was decided, when and in which channel. */
	card: ApprovalCard
	freshId: string | null
}

/**
 * Says yes or no to what waits, or asks whoever wants it. Pressed late, twice or on an older card it changes nothing, and
 * the answer says what there is. On the last yes the thing is done in this transaction, once, when it would still do what
 * was shown. Refuses `not_found`, `not_permitted`, `approval.own`, `approval.not_asked`, `approval.comment_missing`, and
 * `approval.held` while a payment is under way that the thing would cross: it waits on, and the press counts for nothing.
 */
export async function decide(scope: Scope, input: DecideRequest): Promise<Decided> {
	if (scope.actor.kind !== 'staff') refuse('not_permitted', { action: 'approval.decide' })
	const request = await lockRequest(scope, input.id)
	const { did, freshId = null } = await take(scope, request, scope.actor.userId, input)
	return { did, freshId, card: await findCard(scope, { id: request.id }) }
}

type Taken = { did: Did; freshId?: string | null }

async function take(scope: Scope, request: LockedRequest, userId: string, input: DecideRequest): Promise<Taken> {
	if (request.state !== 'waiting') return { did: 'late' }
	// Held, so that nobody leaves or changes role while they decide.
	const [, table] = await Promise.all([
		scope.sql`select from staff_user where id = ${userId} for share`,
		readTable(scope, request),
	])
	if (!hasSeat(table, userId)) await refuseOthers(scope, request, table)
	if (input.seen !== request.fingerprint) return { did: 'changed' }
	const { channel } = input
	const comment = (input.comment ?? '').trim().slice(0, 1000)
	if (input.decision === 'ask') {
		await askAsker(scope, request, { text: comment, channel })
		return { did: 'asked' }
	}
	const press = weigh(table, userId, input.decision)
	if (press.steps.length === 0) return { did: 'again' }
	if (input.decision === 'reject' && comment === '') refuse('approval.comment_missing', {})
	// A yes too few: somebody who could have said another is gone.
	const isOver = press.steps.some(({ state }) => state === 'rejected')
	const taken =
		input.decision === 'approve' && !isOver
			? await approveRequest(scope, request, { press, channel, comment })
			: await rejectRequest(scope, request, { press, channel, comment })
	// A refusal leaves nothing of the press, so that the same one may be made again.
	if (taken.did === 'held') refuse('approval.held', { number: request.about.number || request.about.name })
	const { seats, steps } = press
	await seal(scope, request, {
		says: input.decision,
		channel,
		comment,
		seats,
		steps: steps.map(({ position }) => position),
	})
	if (taken.did === 'outdated' || taken.did === 'failed')
		await seal(
			{ ...scope, actor: { kind: 'system', name: 'approval' } },
			{ ...request },
			{ says: taken.did === 'failed' ? 'fail' : 'outdate', channel },
		)
	return taken
}

async function refuseOthers(scope: Scope, request: LockedRequest, { people }: Table): Promise<never> {
	await requireSeen(scope, request)
	const { actor } = scope
	if (actor.kind === 'staff' && request.requestedBy === `staff:${actor.userId}` && request.ownRule !== 'always')
		refuse('approval.own', {})
	if (actor.kind !== 'staff' || !people.people.some(({ id }) => id === actor.userId)) permitNothing()
	permit(scope, 'approval.decide')
	return refuse('approval.not_asked', {})
}

const permitNothing = (): never => refuse('not_permitted', { action: 'approval.decide' })

/** One no may end it, or only be noted where so many others may still say yes. */
export async function rejectRequest(
	scope: Scope,
	request: LockedRequest,
	{ press, channel, comment }: { press: Press; channel: Channel; comment: string },
): Promise<Taken> {
	await closeSteps(scope, request, press)
	if (!press.steps.some(({ state }) => state === 'rejected')) {
		await tellCards(scope, await revise(scope, request))
		return { did: 'counted' }
	}
	await subjectOf(request.subjectKind).rejected(scope, request.change)
	await closeRequest(scope, request, { state: 'rejected', channel, comment })
	return { did: 'rejected' }
}
