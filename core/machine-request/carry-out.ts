import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import type { SubjectKind } from '../approval/subject-kinds.ts'
import { emit, nameActor } from '../event.ts'
import { type Action, permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { queueCommands } from '../telematics/command.ts'
import { checkRequest, missingOf, missingSince } from './check.ts'
import { holdMoney } from './hold-money.ts'
import type { RequestKind } from './kinds.ts'
import { type LockedMachineRequest, lockMachineRequest, requireMovable, requireState } from './lock.ts'
import { settle } from './settle.ts'

/** Whoever may ask for a settlement does with it what ends a contract. */
const settling: readonly Action[] = [
	'contract.change',
	'contract.read',
	'invoice.read',
	'invoice.run',
	'decided.cancellation',
]

const subjectOf = {
	lock: 'machine_lock',
	unlock: 'machine_unlock',
	repossession: 'repossession',
	settlement: 'settlement',
} as const satisfies Record<RequestKind, SubjectKind>

/** What has been agreed to: commands leave for their providers, a settlement is done at once, the rest waits for its result. */
export async function carryOutRequest(scope: Scope, { id }: { id: string }): Promise<{ id: string }> {
	permit(scope, 'machine_request.ask')
	permitDecided(scope, 'machine_lock', 'machine_unlock', 'repossession', 'settlement')
	const request = await lockMachineRequest(scope, id)
	permitDecided(scope, subjectOf[request.kind])
	if (request.kind === 'settlement') await holdMoney(scope, request.contractId)
	await requireStill(scope, request)
	await scope.sql`
		update machine_request set state = 'approved', approved_at = ${scope.now}, approved_by = ${nameActor(scope.actor)} where id = ${id}`
	const { customerId, contractId, kind } = request
	await emit(scope, {
		kind: 'machine_request.approved',
		subject: { kind: 'machine_request', id },
		...{ customerId, contractId, facts: { kind } },
	})
	if (kind === 'settlement')
		await settle({ ...scope, granted: new Set([...(scope.granted ?? []), ...settling]) }, request)
	if (kind === 'lock' || kind === 'unlock') await queueCommands(scope, request)
	return { id }
}

/**
 * What was asked must still be possible, and nothing missing that was there. Refuses `machine_request.state`,
 * `machine_request.missing_since`, and what `requireMovable` refuses.
 */
export async function requireStill(scope: Scope, request: LockedMachineRequest) {
	requireState(request, 'asked')
	requireMovable(request, request.machines)
	const { kind, contractId, contractNumber } = request
	const found = await checkRequest(scope, { kind, contractId })
	if (kind === 'settlement' && missingOf(found.conditions).length > 0)
		refuse('machine_request.not_settled', { number: contractNumber })
	const isOther = kind === 'settlement' && (await hasOther(scope, request))
	if (isOther || missingSince(request, found.conditions)) refuse('machine_request.missing_since', {})
	return found
}

/** Whether the contract holds a machine that was not there when its settlement was asked for: nobody said what becomes of it. */
async function hasOther({ sql }: Scope, { contractId, machines }: LockedMachineRequest): Promise<boolean> {
	const [other] = await sql`
		select from equipment where contract_id = ${contractId} and state <> 'sold'
			and id <> all(${machines.map(({ id }) => id)}::uuid[]) limit 1`
	return other !== undefined
}
