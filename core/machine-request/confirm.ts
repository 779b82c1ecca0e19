import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { queueCommands } from '../telematics/command.ts'
import { checkRequest, missingSince } from './check.ts'
import { lockMachineRequest, requireMovable, requireState } from './lock.ts'
import { requireNoneOpen } from './none-open.ts'
import { requireNotOvertaken } from './overtaken.ts'
import { settleCommand } from './progress.ts'

/**
 * Somebody locked or unlocked a machine by hand, and says so: in place of a provider, or because its command did not arrive.
 * What has left may have arrived whatever came since; what has not is refused where it has no ground any more. Refuses `not_found`,
 * `machine_request.state`, `machine_request.ground_gone`, `machine_request.overtaken`, `equipment.not_allowed_in_state`, `delivery.other_contract`, `input.invalid`.
 */
export async function confirmByHand(
	scope: Scope,
	{ id, equipmentId, note = '' }: { id: string; equipmentId: string; note?: string },
): Promise<{ id: string }> {
	permit(scope, 'machine_request.record')
	const request = await lockMachineRequest(scope, id)
	if (request.kind !== 'lock' && request.kind !== 'unlock') refuse('machine_request.by_result', {})
	requireState(request, 'approved', 'sent', 'failed')
	if (!request.approvedAt) refuse('machine_request.state', { number: request.contractNumber, state: request.state })
	const machine = request.machines.find((one) => one.id === equipmentId)
	if (!machine) return refuse('not_found', { noun: 'equipment' })
	if (['confirmed', 'done', 'withdrawn'].includes(machine.command.state))
		refuse('machine_request.state', { number: request.contractNumber, state: machine.command.state })
	if (note.trim().length > 500) refuse('input.invalid', { field: 'note', problem: 'too_big' })
	const { conditions } = await checkRequest(scope, request)
	if (machine.command.state !== 'sent' && missingSince(request, conditions))
		refuse('machine_request.ground_gone', { serialNumber: machine.serialNumber })
	await settleCommand(scope, request, machine, { to: 'done', note: note.trim() })
	return { id }
}

/**
 * Sends the commands of a request again that did not arrive, under the names they had. It may be long since they were agreed to:
 * nothing may be missing by now that was there. Refuses `not_found`, `machine_request.state`, `machine_request.open`,
 * `machine_request.missing_since`, `machine_request.overtaken`, `machine_request.no_provider`, `equipment.not_allowed_in_state`.
 */
export async function sendAgain(scope: Scope, { id }: { id: string }): Promise<{ id: string }> {
	permit(scope, 'machine_request.ask')
	const request = await lockMachineRequest(scope, id)
	requireState(request, 'failed')
	if (!request.approvedAt) refuse('machine_request.state', { number: request.contractNumber, state: 'failed' })
	const failed = request.machines.filter(({ command }) => command.state === 'failed')
	requireMovable(request, failed)
	await requireNoneOpen(scope, failed)
	await requireNotOvertaken(scope, request, failed)
	const { conditions } = await checkRequest(scope, request)
	if (missingSince(request, conditions)) refuse('machine_request.missing_since', {})
	await scope.sql`
		update machine_request_machine set state = 'waiting', settled_at = null, settled_by = null, note = '', told_late_at = null
		where request_id = ${id} and state = 'failed'`
	await scope.sql`update machine_request set state = 'sent', ended_at = null, ended_by = null, ended_note = '' where id = ${id}`
	const queued = await queueCommands(scope, { ...request, machines: failed })
	if (queued === 0) refuse('machine_request.no_provider', {})
	return { id }
}
