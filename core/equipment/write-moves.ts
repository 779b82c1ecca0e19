import type { Scope } from '../act.ts'
import { type EventKind, emit, nameActor } from '../event.ts'
import type { LockedEquipment } from './lock.ts'
import type { EquipmentAction, EquipmentState } from './state.ts'

/** A move as it is written into the ledger. What it leaves out stays as it was. */
export type NewMove = {
	machine: Pick<LockedEquipment, 'id' | 'serialNumber' | 'moves' | 'place'> & { state: EquipmentState | null }
	action: EquipmentAction | 'register' | 'follow'
	to: EquipmentState
	/** ISO day; today where it is left out. */
	on?: string
	place?: string
	note?: string
	meterReading?: string | null
	/** The line it is on afterwards, or came from. */
	line: { id: string; contractId: string; contractNumber: string; customerId: string } | null
	gatePassId?: string
}

/** Writes moves of locked machines with an event of each; the database brings the machines to where the moves lead. Set-based. */
export async function writeMoves(scope: Scope, moves: readonly NewMove[]): Promise<void> {
	if (moves.length === 0) return
	const { sql, now } = scope
	const today = scope.today.toString()
	const text = (of: (move: NewMove) => string | null | undefined) => moves.map((move) => of(move) ?? null)
	await sql`
		insert into equipment_move (equipment_id, sequence, action, from_state, to_state, moved_on, recorded_at, recorded_by, place,
			note, meter_reading, contract_line_id, contract_id, contract_number, gate_pass_id)
		select equipment_id, sequence, action, from_state, to_state, moved_on, ${now}, ${nameActor(scope.actor)}, place, note,
			meter_reading, contract_line_id, contract_id, coalesce(contract_number, ''), gate_pass_id
		from unnest(${moves.map(({ machine }) => machine.id)}::uuid[], ${moves.map(({ machine }) => machine.moves + 1)}::integer[],
			${moves.map(({ action }) => action)}::text[], ${text(({ machine }) => machine.state)}::text[], ${moves.map(({ to }) => to)}::text[],
			${text(({ on }) => on ?? today)}::date[], ${text(({ machine, place }) => place ?? machine.place)}::text[],
			${text(({ note }) => note ?? '')}::text[], ${text(({ meterReading }) => meterReading)}::numeric[],
			${text(({ line }) => line?.id)}::uuid[], ${text(({ line }) => line?.contractId)}::uuid[],
			${text(({ line }) => line?.contractNumber)}::text[], ${text(({ gatePassId }) => gatePassId)}::uuid[])
			as given (equipment_id, sequence, action, from_state, to_state, moved_on, place, note, meter_reading, contract_line_id,
				contract_id, contract_number, gate_pass_id)`
	await emit(
		scope,
		...moves.map(({ machine, action, to, on = today, place, note = '', meterReading = null, line }) => ({
			kind: kindOf(action),
			subject: { kind: 'equipment', id: machine.id },
			...{ customerId: line?.customerId ?? null, contractId: line?.contractId ?? null },
			// Of what its customer hears of too, they hear no more than this.
			facts: told[action]
				? { serialNumber: machine.serialNumber, on }
				: {
						...{ serialNumber: machine.serialNumber, action, from: machine.state, to, on, note, meterReading },
						place: place ?? machine.place,
					},
		})),
	)
}

/** Moves that are on the customer's timeline. */
const told: Partial<Record<NewMove['action'], EventKind>> = {
	deliver: 'equipment.delivered',
	lock: 'equipment.locked',
	unlock: 'equipment.unlocked',
	repossess: 'equipment.repossessed',
}

function kindOf(action: NewMove['action']) {
	if (action === 'register') return 'equipment.registered' as const
	return told[action] ?? ('equipment.moved' as const)
}
