import type { Scope } from '../act.ts'
import type { Action } from '../permit.ts'
import type { Refusal } from '../refusal.ts'
import { attempt, attemptWhere, isPassing } from './attempt.ts'
import { closeRequest } from './close.ts'
import type { LockedRequest } from './lock.ts'
import { openStage } from './open-stage.ts'
import { subjectOf } from './register.ts'
import { renew } from './renew.ts'
import type { Channel } from './seal.ts'
import { closeSteps, type Press, readTable } from './steps.ts'
import { askPeople, revise } from './tell.ts'

/** What every subject looks at. */
const looking: readonly Action[] = ['contract.read', 'contract.change', 'customer.read', 'invoice.read']

type Approval = { press: Press; channel: Channel; comment: string }
/** `held`: something is in the way that passes by itself, such as a payment under way; nothing was done. */
type Approved = { did: 'counted' | 'approved' | 'outdated' | 'failed'; freshId?: string } | { did: 'held' }

/**
 * Takes a yes. What would be done is worked out again under the locks: when it is something else than what was shown,
 * nothing is done and a fresh request takes this one's place. The last yes does it; when that is refused, nothing of it
 * is left and everybody is told why, unless what stands in its way passes by itself: then it waits as before.
 */
export async function approveRequest(scope: Scope, request: LockedRequest, approval: Approval): Promise<Approved> {
	const { press, channel, comment } = approval
	const subject = subjectOf(request.subjectKind)
	const change = { contractId: request.contractId, ...request.change }
	// The approver does it by the right of the approval, whatever their role may do alone.
	const granted = new Set<Action>([subject.permission, ...looking])
	const isSame = (asked: { fingerprint: string }) => asked.fingerprint === request.fingerprint
	const runAndLook = press.isLast ? subject.runAndLook : undefined
	const look = runAndLook ?? subject.look
	// What was done on the way stays only where it is what was shown.
	const now = await attemptWhere(
		scope,
		async (part) => await look({ ...part, granted }, change, request.askedOn),
		(asked) => !runAndLook || isSame(asked),
	)
	if (!now.ok) return await fail(scope, request, approval, now.refusal)
	if (!isSame(now.value)) {
		const outdated = { state: 'outdated', channel, comment } as const
		if (!subject.renews) {
			await closeRequest(scope, request, outdated)
			return { did: 'outdated' }
		}
		const today = scope.today.toString()
		const fresh = await attempt(scope, async (part) => await subject.look({ ...part, granted }, change, today))
		if (!fresh.ok) return await fail(scope, request, approval, fresh.refusal)
		await closeRequest(scope, request, { ...outdated, goesOn: true })
		return { did: 'outdated', ...(await renew(scope, request, fresh.value)) }
	}
	if (!press.isLast) {
		await closeSteps(scope, request, press)
		const table = press.endsStage ? await openStage(scope, request) : await readTable(scope, request)
		await askPeople(scope, await revise(scope, request), table)
		return { did: 'counted' }
	}
	const done = runAndLook
		? now
		: await attempt(scope, async (part) => await subject.run({ ...part, granted }, change, request.askedOn))
	if (!done.ok) return await fail(scope, request, approval, done.refusal)
	await closeSteps(scope, request, press)
	await closeRequest(scope, request, { state: 'approved', channel, comment })
	return { did: 'approved' }
}

async function fail(
	scope: Scope,
	request: LockedRequest,
	{ channel, comment }: Approval,
	failure: Refusal,
): Promise<Approved> {
	if (isPassing(failure)) return { did: 'held' }
	await closeRequest(scope, request, { state: 'failed', channel, comment, failure })
	return { did: 'failed' }
}
