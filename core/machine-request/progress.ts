import type { Scope } from '../act.ts'
import { lineOf } from '../equipment/move.ts'
import { stateAfterMove } from '../equipment/state.ts'
import { writeMoves } from '../equipment/write-moves.ts'
import { emit, nameActor } from '../event.ts'
import { askerId, serials } from './close.ts'
import { type MachineState, moveOf } from './kinds.ts'
import { type LockedMachineRequest, requireTheirs } from './lock.ts'
import { requireNotOvertaken } from './overtaken.ts'

type Machine = LockedMachineRequest['machines'][number]

/** A machine is locked or unlocked: said by its provider, or by whoever did it. One that is so already stays. Refuses `delivery.other_contract`, `machine_request.overtaken`. */
export async function settleCommand(
	scope: Scope,
	request: LockedMachineRequest,
	machine: Machine,
	said: { to: 'confirmed' | 'done'; note: string },
): Promise<void> {
	const { sql, now } = scope
	const { kind } = request
	if (kind !== 'lock' && kind !== 'unlock') throw new Error('Only commands are confirmed')
	requireTheirs(request, machine)
	const wanted = kind === 'lock' ? 'locked' : 'delivered'
	if (machine.state !== wanted) {
		await requireNotOvertaken(scope, request, [machine])
		await writeMoves(scope, [
			{
				...{ machine, action: moveOf[kind], to: stateAfterMove(moveOf[kind], machine) },
				...{ note: said.note, line: lineOf(machine) },
			},
		])
	}
	await sql`
		update machine_request_machine set state = ${said.to}, sent_at = ${said.to === 'confirmed' ? sql`coalesce(sent_at, ${now})` : sql`sent_at`},
			settled_at = ${now}, settled_by = ${nameActor(scope.actor)},
			note = ${said.note.slice(0, 500)} where id = ${machine.command.id}`
	await goOn(scope, request)
}

/** Why a command failed: `reason` for whoever looks into it, and `problem` where whoever asked is told in words of ours. */
type Failed = { reason: string; problem?: 'not_reached' | 'machine_moved' }

/** A command that cannot be carried out. */
export async function failCommand(
	scope: Scope,
	request: LockedMachineRequest,
	machine: Machine,
	{ reason, problem }: Failed,
): Promise<void> {
	await scope.sql`
		update machine_request_machine set state = 'failed', settled_at = ${scope.now}, settled_by = ${nameActor(scope.actor)},
			note = ${reason.slice(0, 500)} where id = ${machine.command.id}`
	await emit(scope, {
		kind: 'machine_request.failed',
		subject: { kind: 'machine_request', id: request.id },
		...{ customerId: request.customerId, contractId: request.contractId },
		facts: {
			...{ kind: request.kind, askedBy: askerId(request.askedBy) },
			text: [machine.serialNumber, problem ? '' : reason].filter(Boolean).join(': '),
			...(problem && { problem }),
		},
	})
	await goOn(scope, request)
}

/** A command that has no ground any more and has not left; a request of which nothing else came is withdrawn with it. */
export async function withdrawCommand(scope: Scope, request: LockedMachineRequest, machine: Machine): Promise<void> {
	await scope.sql`
		update machine_request_machine set state = 'withdrawn', settled_at = ${scope.now}, settled_by = ${nameActor(scope.actor)}
		where id = ${machine.command.id}`
	await goOn(scope, request)
}

/** Brings a request to where its machines are: over once nothing of it is waited for. */
export async function goOn(scope: Scope, request: LockedMachineRequest): Promise<void> {
	const { sql, now } = scope
	const { id, kind, customerId, contractId } = request
	const rows = await sql<{ state: MachineState }[]>`select state from machine_request_machine where request_id = ${id}`
	const is = (state: MachineState) => rows.some((row) => row.state === state)
	if (is('waiting') || is('sent')) {
		await sql`update machine_request set state = 'sent' where id = ${id} and state = 'approved' and ${is('sent')}`
		return
	}
	const to = is('failed') ? 'failed' : is('done') ? 'done' : is('confirmed') ? 'confirmed' : 'withdrawn'
	if (request.state === 'failed' && to === 'failed') return
	await sql`
		update machine_request set state = ${to}, ended_at = ${now}, ended_by = ${nameActor(scope.actor)} where id = ${id}`
	if (to === 'failed') return
	await emit(scope, {
		kind: to === 'withdrawn' ? 'machine_request.withdrawn' : 'machine_request.done',
		subject: { kind: 'machine_request', id },
		...{ customerId, contractId },
		facts: {
			...{ kind, askedBy: askerId(request.askedBy), text: serials(request.machines) },
		},
	})
}
