import type { Scope } from '../act.ts'
import { closeRequest } from '../approval/close.ts'
import { lockRequest } from '../approval/lock.ts'
import { seal } from '../approval/seal.ts'
import { nameActor } from '../event.ts'
import { may, permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { closeMachineRequest } from './close.ts'
import { lockMachineRequest, requireState } from './lock.ts'
import { withdrawCommand } from './progress.ts'

/**
 * Takes a request back that nothing has come of, or what is left of a lock or unlock to be done by hand: whoever asked, or who decides
 * such things. Refuses `not_found`,
 * `not_permitted`, `machine_request.state`.
 */
export async function withdrawMachineRequest(
	scope: Scope,
	{ id, reason = '' }: { id: string; reason?: string },
): Promise<{ id: string }> {
	permit(scope, 'machine_request.ask')
	const request = await lockMachineRequest(scope, id)
	if (request.askedBy !== nameActor(scope.actor) && !may(scope.actor, 'approval.decide'))
		refuse('not_permitted', { action: 'machine_request.ask' })
	requireState(request, 'asked', 'approved', 'sent')
	const isLock = request.kind === 'lock' || request.kind === 'unlock'
	const left = request.machines.filter(({ command }) => command.state === 'waiting' && command.providerId === null)
	const isUnderWay = request.machines.some(
		({ command }) => command.state === 'sent' || (command.state === 'waiting' && command.providerId !== null),
	)
	if (isLock && left.length > 0 && left.length < request.machines.length && !isUnderWay) {
		for (const machine of left) await withdrawCommand(scope, request, machine)
		return { id }
	}
	// A command is on its way once it is agreed to; of machines that are fetched one by one, none may be here yet.
	if (request.machines.some(({ command }) => command.state !== 'waiting' || command.providerId !== null))
		refuse('machine_request.state', { number: request.contractNumber, state: 'sent' })
	const [waiting] = await scope.sql<{ id: string }[]>`
		select id from approval_request where subject_id = ${id} and state = 'waiting'`
	if (!waiting) {
		await closeMachineRequest(scope, request, { to: 'withdrawn', note: reason })
		return { id }
	}
	const approval = await lockRequest(scope, waiting.id)
	const comment = reason.trim().slice(0, 1000)
	await closeRequest(scope, approval, { state: 'withdrawn', channel: 'console', comment })
	await seal(scope, approval, { says: 'withdraw', channel: 'console', comment })
	return { id }
}
