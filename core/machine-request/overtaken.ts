import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import type { LockedMachineRequest } from './lock.ts'

/**
 * What was agreed to of a machine was agreed to as it stood then: once it went another way since, whoever wants it still asks anew.
 * Refuses `machine_request.overtaken`.
 */
export async function requireNotOvertaken(
	{ sql }: Pick<Scope, 'sql'>,
	{ approvedAt }: Pick<LockedMachineRequest, 'approvedAt'>,
	machines: readonly { id: string }[],
): Promise<void> {
	const [moved] = await sql<{ serialNumber: string }[]>`
		select serial_number as "serialNumber" from equipment_move as move join equipment on equipment.id = equipment_id
		where equipment_id = any(${machines.map(({ id }) => id)}::uuid[]) and recorded_at > ${approvedAt} and from_state <> to_state
		order by serial_number limit 1`
	if (moved) refuse('machine_request.overtaken', moved)
}
