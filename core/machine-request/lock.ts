import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { type LockedEquipment, lockEquipment } from '../equipment/lock.ts'
import { stateAfterMove } from '../equipment/state.ts'
import { refuse } from '../refusal.ts'
import {
	type FoundCondition,
	type MachineRequestState,
	type MachineState,
	moveOf,
	type RequestConditionKind,
	type RequestKind,
} from './kinds.ts'

export type LockedMachineRequest = {
	id: string
	kind: RequestKind
	contractId: string
	contractNumber: string
	customerId: string
	reason: string
	conditions: FoundCondition[]
	missing: RequestConditionKind[]
	place: string
	assigneeId: string | null
	becomes: 'sold' | 'returned' | null
	state: MachineRequestState
	askedBy: string
	approvedAt: Temporal.Instant | null
	machines: (LockedEquipment & { model: string; command: LockedCommand })[]
}

/** What one machine of a request has come to; the id is the command's name at the provider. */
export type LockedCommand = { id: string; state: MachineState; providerId: string | null }

/** Locks a request between its contract and its machines: the order of everything that locks them. Refuses `not_found`. */
export async function lockMachineRequest(scope: Scope, id: string): Promise<LockedMachineRequest> {
	const { sql } = scope
	const [found] = await sql<{ contractId: string }[]>`
		select contract_id as "contractId" from machine_request where id = ${id}`
	if (!found) return refuse('not_found', { noun: 'machine_request' })
	const { number: contractNumber } = await lockContract(scope, found.contractId)
	const [request] = await sql<Omit<LockedMachineRequest, 'machines' | 'contractNumber'>[]>`
		select id, kind, contract_id as "contractId", customer_id as "customerId", reason, conditions, missing, place,
			assignee_id as "assigneeId", becomes, state, asked_by as "askedBy", approved_at as "approvedAt"
		from machine_request where id = ${id} for update`
	if (!request) return refuse('not_found', { noun: 'machine_request' })
	const rows = await sql<(LockedCommand & { equipmentId: string; model: string })[]>`
		select machine.id, machine.state, provider_id as "providerId", equipment_id as "equipmentId", model
		from machine_request_machine as machine join equipment on equipment.id = equipment_id where request_id = ${id}`
	const locked = await lockEquipment(
		scope,
		rows.map(({ equipmentId }) => equipmentId),
	)
	const machines = locked.flatMap((machine) => {
		const row = rows.find(({ equipmentId }) => equipmentId === machine.id)
		return row ? [{ ...machine, model: row.model, command: row }] : []
	})
	return { ...request, contractNumber, machines }
}

/** Refuses `machine_request.state`, which names what it is. */
export function requireState(
	{ state, contractNumber }: Pick<LockedMachineRequest, 'state' | 'contractNumber'>,
	...wanted: MachineRequestState[]
): void {
	if (!wanted.includes(state)) refuse('machine_request.state', { number: contractNumber, state })
}

/** Refuses machines that cannot go the way that is asked: `delivery.other_contract`, `equipment.not_allowed_in_state`. */
export function requireMovable(
	{
		kind,
		contractId,
		contractNumber: number,
		becomes,
	}: Pick<LockedMachineRequest, 'kind' | 'contractId' | 'contractNumber' | 'becomes'>,
	machines: readonly LockedEquipment[],
): void {
	for (const machine of machines) {
		if (machine.contractId !== contractId)
			refuse('delivery.other_contract', { serialNumber: machine.serialNumber, number })
		if (kind !== 'settlement') stateAfterMove(moveOf[kind], machine)
		else if (machine.state !== 'sold') stateAfterMove(becomes === 'sold' ? 'sell' : 'take_back', machine)
	}
}

/** What was agreed to is about machines that its customer has: one may be with somebody else by now. Refuses `delivery.other_contract`. */
export function requireTheirs(
	{ customerId, contractNumber: number }: Pick<LockedMachineRequest, 'customerId' | 'contractNumber'>,
	machine: Pick<LockedEquipment, 'customerId' | 'serialNumber'>,
): void {
	if (machine.customerId !== customerId)
		refuse('delivery.other_contract', { serialNumber: machine.serialNumber, number })
}
