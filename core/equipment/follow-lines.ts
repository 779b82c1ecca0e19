import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import { type LockedEquipment, lockEquipment } from './lock.ts'
import { lineOf } from './move.ts'
import { type NewMove, writeMoves } from './write-moves.ts'

/** A line that was just written. */
type Written = { id: string; contractId: string; serialNumber: string; movedFrom?: string | undefined }

type Line = NonNullable<NewMove['line']>
type Match = Line & { equipmentId: string; how: 'reserve' | 'follow' | 'again' }

/**
 * What lines that were just written do to the machines they name by serial number: a free one is reserved, one whose line
 * moved from another contract goes with it, and one on a draft that is written anew stays on it. A machine that
 * another contract holds stays there. Set-based; nothing to do for lines without serial numbers.
 */
export async function followLines(scope: Scope, lines: readonly Written[]): Promise<void> {
	const named = lines.filter(({ serialNumber }) => serialNumber.trim() !== '')
	const matches = named.length > 0 || lines.some(({ movedFrom }) => movedFrom) ? await match(scope, lines) : []
	if (matches.length === 0) return
	const machines = new Map(
		(
			await lockEquipment(
				scope,
				matches.map(({ equipmentId }) => equipmentId),
			)
		).map((machine) => [machine.id, machine]),
	)
	const still = matches.flatMap((one) => {
		const machine = machines.get(one.equipmentId)
		return machine && fits(machine, one) ? [{ ...one, machine }] : []
	})
	const again = still.filter(({ how }) => how === 'again')
	await scope.sql`
		update equipment set contract_line_id = given.line_id from unnest(${again.map(({ machine }) => machine.id)}::uuid[],
			${again.map(({ id }) => id)}::uuid[]) as given (id, line_id) where equipment.id = given.id`
	await writeMoves(
		scope,
		still.flatMap(({ how, machine, ...line }) =>
			how === 'again'
				? []
				: [{ machine, action: how, to: how === 'reserve' ? ('reserved' as const) : machine.state, line }],
		),
	)
}

/** Whether another transaction took it while its lock was waited for. */
const fits = (machine: LockedEquipment, { how }: Match) => (machine.contractLineId === null) === (how === 'reserve')

/** At most one line for a machine, and one machine for a line. */
async function match({ sql }: Scope, lines: readonly Written[]): Promise<Match[]> {
	const found = await sql<Match[]>`
		with given as (
			select * from unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ contractId }) => contractId)}::uuid[],
				${lines.map(({ serialNumber }) => serialNumber.trim().toLowerCase())}::text[],
				${lines.map(({ movedFrom }) => movedFrom ?? null)}::uuid[]) as given (id, contract_id, serial, moved_from)
		), candidate as (
			select given.id, given.contract_id, equipment.id as equipment_id, 'follow' as how, 0 as rank
			from given join equipment on equipment.contract_line_id = given.moved_from
			union all
			select given.id, given.contract_id, equipment.id, 'again', 1
			from given join equipment on equipment.contract_id = given.contract_id and lower(equipment.serial_number) = given.serial
			where not exists (select from contract_line where contract_line.id = equipment.contract_line_id)
			union all
			select given.id, given.contract_id, equipment.id, 'reserve', 2
			from given join equipment on lower(equipment.serial_number) = given.serial and given.serial <> ''
				join contract_line as line on line.id = given.id left join product on product.id = line.product_id
			where equipment.contract_line_id is null and equipment.state in ('in_stock', 'returned')
				and (line.product_id = equipment.product_id or coalesce(product.kind, 'equipment') = 'equipment')
		), chosen as (
			select distinct on (equipment_id) * from candidate order by equipment_id, rank, id
		)
		select distinct on (chosen.id) chosen.id, chosen.contract_id as "contractId", contract.number as "contractNumber",
			contract.customer_id as "customerId", chosen.equipment_id as "equipmentId", how
		from chosen join contract on contract.id = chosen.contract_id order by chosen.id, rank, equipment_id`
	return [...found]
}

/**
 * Sets machines free whose lines of these contracts are gone, or whose contract came to nothing. Refuses
 * `equipment.out_on_contract` where one has left the yard already.
 */
export async function releaseGone(
	scope: Scope,
	contractIds: readonly string[],
	lines: 'gone' | 'all' = 'gone',
): Promise<void> {
	const { sql } = scope
	const found = await sql<{ id: string }[]>`
		select id from equipment where contract_id = any(${[...contractIds]}::uuid[]) and state <> 'sold'
			and (${lines === 'all'} or not exists (select from contract_line where contract_line.id = contract_line_id))`
	if (found.length === 0) return
	const machines = await lockEquipment(
		scope,
		found.map(({ id }) => id),
	)
	const out = machines.find(({ state }) => state !== 'reserved')
	if (out) refuse('equipment.out_on_contract', { serialNumber: out.serialNumber, number: out.contractNumber ?? '' })
	await writeMoves(
		scope,
		machines.map((machine) => ({ machine, action: 'release', to: 'in_stock', line: lineOf(machine) })),
	)
}

/** Machines on lines that came from another contract and were taken back whole: they are on the line they came from again. */
export async function followBack(scope: Scope, contractIds: readonly string[]): Promise<void> {
	const { sql } = scope
	const back = await sql<(Line & { equipmentId: string })[]>`
		select equipment.id as "equipmentId", origin.id, origin.contract_id as "contractId", contract.number as "contractNumber",
			contract.customer_id as "customerId"
		from equipment join contract_line as line on line.id = equipment.contract_line_id
			join contract_line as origin on origin.id = line.moved_from join contract on contract.id = origin.contract_id
			join lateral (select starts_on, ends_on from contract_line_state as state where state.contract_line_id = line.id
				order by sequence desc limit 1) as latest on latest.ends_on < latest.starts_on
		where equipment.contract_id = any(${[...contractIds]}::uuid[])`
	if (back.length === 0) return
	const machines = await lockEquipment(
		scope,
		back.map(({ equipmentId }) => equipmentId),
	)
	await writeMoves(
		scope,
		machines.flatMap((machine) => {
			const line = back.find(({ equipmentId }) => equipmentId === machine.id)
			return line ? [{ machine, action: 'follow' as const, to: machine.state, line }] : []
		}),
	)
}
