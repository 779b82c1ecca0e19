import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { EquipmentState } from './state.ts'

export type LockedEquipment = {
	id: string
	serialNumber: string
	state: EquipmentState
	place: string
	/** Exact decimal. */
	meterReading: string | null
	movedOn: Temporal.PlainDate
	moves: number
	contractLineId: string | null
	contractId: string | null
	contractNumber: string | null
	customerId: string | null
	version: number
}

/** Condition on `equipment`: a machine on a contract is reached through it, any other by all staff. */
export function reachesEquipment(scope: Scope) {
	return scope.sql`(equipment.contract_id is null or exists (select from contract
		where contract.id = equipment.contract_id and ${reach(scope).contract()}))`
}

/** Locks machines in the order of their ids, for the rest of the transaction. Refuses `not_found`. */
export async function lockEquipment(scope: Scope, ids: readonly string[]): Promise<LockedEquipment[]> {
	const wanted = [...new Set(ids)]
	const rows = await scope.sql<LockedEquipment[]>`
		select id, serial_number as "serialNumber", state, place, meter_reading as "meterReading", moved_on as "movedOn", moves,
			contract_line_id as "contractLineId", contract_id as "contractId", version,
			(select number from contract where contract.id = equipment.contract_id) as "contractNumber",
			(select customer_id from contract where contract.id = equipment.contract_id) as "customerId"
		from equipment where id = any(${wanted}::uuid[]) and ${reachesEquipment(scope)} order by id for update`
	if (rows.length < wanted.length) refuse('not_found', { noun: 'equipment' })
	return rows
}
