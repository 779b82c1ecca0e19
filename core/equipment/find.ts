import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { reachesEquipment } from './lock.ts'
import type { EquipmentState } from './state.ts'
import { overStates } from './take-line.ts'
import type { NewMove } from './write-moves.ts'

/** Days are ISO dates, readings exact decimals. */
export type Machine = {
	id: string
	serialNumber: string
	factoryNumber: string
	model: string
	product: { id: string; name: string } | null
	meterUnit: string
	meterReading: string | null
	state: EquipmentState
	place: string
	/** The day of its last move. */
	movedOn: string
	contract: { id: string; number: string; lineId: string; line: string } | null
	customer: { id: string; name: string } | null
	/** The latest version of a picture of it. */
	pictureId: string | null
}

export type MachinePage = Machine & {
	version: number
	/** The newest first. */
	history: {
		sequence: number
		action: NewMove['action']
		to: EquipmentState
		on: string
		by: string
		place: string
		note: string
		meterReading: string | null
		/** The contract as it was called then; its page while there is one. */
		contract: { id: string | null; number: string } | null
		gatePass: { id: string; number: string } | null
	}[]
	/** The pass by which it may leave. */
	pass: { id: string; number: string; validThrough: string } | null
	/** Lines of contracts in force or to be that carry its serial number and hold no machine. */
	lines: { id: string; contractId: string; number: string; customer: string; description: string }[]
}

/** Columns of a machine over `equipment`, as `Machine` has them. */
export function machineColumns({ sql }: Pick<Scope, 'sql'>) {
	return sql`equipment.id, equipment.serial_number as "serialNumber", equipment.factory_number as "factoryNumber", equipment.model,
		(select jsonb_build_object('id', product.id, 'name', product.name) from product where product.id = equipment.product_id) as product,
		meter_unit as "meterUnit", meter_reading as "meterReading", equipment.state, place, moved_on::text as "movedOn",
		case when contract.id is not null then jsonb_build_object('id', contract.id, 'number', contract.number,
			'lineId', contract_line_id, 'line', (select description from contract_line where contract_line.id = contract_line_id)) end as contract,
		case when customer.id is not null then jsonb_build_object('id', customer.id, 'name', customer.name) end as customer,
		(select version.id from document join document_version as version on version.document_id = document.id
			where document.equipment_id = equipment.id and withdrawn_at is null and media_type like 'image/%'
			order by version.id desc limit 1) as "pictureId"`
}

/** A machine with all that happened to it. Refuses `not_found`. */
export async function findMachine(scope: Scope, { id }: { id: string }): Promise<MachinePage> {
	permit(scope, 'equipment.read')
	const { sql, today } = scope
	const [machine] = await sql<MachinePage[]>`
		select ${machineColumns(scope)}, equipment.version,
			(select jsonb_agg(jsonb_build_object('sequence', sequence, 'action', action, 'to', to_state, 'on', move.moved_on,
					'by', ${actorName(scope, sql`recorded_by`)}, 'place', move.place, 'note', note, 'meterReading', move.meter_reading::text,
					'contract', case when move.contract_number <> '' then jsonb_build_object('number', move.contract_number,
						'id', (select of.id from contract as of where of.id = move.contract_id)) end,
					'gatePass', (select jsonb_build_object('id', gate_pass.id, 'number', number) from gate_pass where gate_pass.id = gate_pass_id))
					order by sequence desc)
				from equipment_move as move where move.equipment_id = equipment.id) as history,
			(select jsonb_build_object('id', gate_pass.id, 'number', gate_pass.number, 'validThrough', valid_through)
				from gate_pass_machine join gate_pass on gate_pass.id = gate_pass_id
				where equipment_id = equipment.id and open and valid_through >= ${today}) as pass,
			'[]'::jsonb as lines
		from equipment left join contract on contract.id = equipment.contract_id left join customer on customer.id = contract.customer_id
		where equipment.id = ${id} and ${reachesEquipment(scope)}`
	if (!machine) return refuse('not_found', { noun: 'equipment' })
	return { ...machine, lines: machine.contract ? [] : await findLinesFor(scope, machine.serialNumber) }
}

async function findLinesFor(scope: Scope, serialNumber: string): Promise<MachinePage['lines']> {
	return await scope.sql<MachinePage['lines']>`
		select line.id, line.contract_id as "contractId", contract.number, customer.name as customer, line.description
		from contract_line as line join contract on contract.id = line.contract_id join customer on customer.id = contract.customer_id
		where coalesce(line.serial_number, '') collate people = ${serialNumber} collate people
			and contract.state <> all(${[...overStates]}::text[]) and ${reach(scope).contract()}
			and not exists (select from equipment where contract_line_id = line.id)
		order by contract.id desc limit 20`
}

export type MachinesOfContract = {
	machines: Machine[]
	/** Lines with a serial number that is not in the ledger. */
	unknown: { id: string; serialNumber: string; model: string; description: string }[]
}

/** What machines a contract holds, by serial number, and which of its lines name one that nobody registered. Refuses `not_found`. */
export async function findMachinesOf(
	scope: Scope,
	{ contractId }: { contractId: string },
): Promise<MachinesOfContract> {
	permit(scope, 'equipment.read')
	const { sql } = scope
	const [contract] = await sql`select from contract where id = ${contractId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	const machines = await sql<Machine[]>`
		select ${machineColumns(scope)}
		from equipment join contract on contract.id = equipment.contract_id join customer on customer.id = contract.customer_id
		where equipment.contract_id = ${contractId} order by equipment.serial_number collate people, equipment.id limit 500`
	const unknown = await sql<MachinesOfContract['unknown']>`
		select id, btrim(serial_number) as "serialNumber", model, description from contract_line as line
		where contract_id = ${contractId} and btrim(serial_number) <> '' and char_length(btrim(serial_number)) <= 80
			and not exists (select from equipment where lower(equipment.serial_number) = lower(btrim(line.serial_number)))
			and not exists (select from contract_line as next where next.moved_from = line.id)
		order by position limit 500`
	return { machines: [...machines], unknown: [...unknown] }
}

/** What a machine can be of: equipment on sale, and what machines are of already. */
export async function findMachineProducts(scope: Scope): Promise<{ id: string; name: string }[]> {
	permit(scope, 'equipment.read')
	return await scope.sql<{ id: string; name: string }[]>`
		select id, name from product where (kind = 'equipment' and active)
			or exists (select from equipment where equipment.product_id = product.id)
		order by name collate people, id limit 1000`
}
