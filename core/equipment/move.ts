import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { dayInput } from '../day-input.ts'
import { checkRequest } from '../machine-request/check.ts'
import { holdMoney } from '../machine-request/hold-money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type LockedEquipment, lockEquipment, reachesEquipment } from './lock.ts'
import { checkReading, refuseBack } from './reading.ts'
import { type EquipmentAction, stateAfterMove } from './state.ts'
import { takeLine } from './take-line.ts'
import { type NewMove, writeMoves } from './write-moves.ts'

/** A machine is delivered by its gate pass alone, and locked, unlocked and fetched by requests: see core/delivery, core/machine-request. */
type ByOthers = 'deliver' | 'lock' | 'unlock' | 'repossess'
const byOthers: readonly EquipmentAction[] = ['deliver', 'lock', 'unlock', 'repossess'] satisfies ByOthers[]

export type MoveEquipment = {
	id: string
	action: Exclude<EquipmentAction, ByOthers>
	/** ISO day on which it happened; today where it is left out. */
	on?: string | undefined
	/** Left out, it stays where it is. */
	place?: string
	note?: string
	/** Exact decimal. */
	meterReading?: string | null
	/** The meter was replaced: it may count less than before. */
	isMeterReplaced?: boolean
	/** Of `reserve`. */
	contractLineId?: string
}

/**
 * Moves a machine from one state to the next, or writes down where it is and what its meter says. Refuses `not_found`,
 * `equipment.not_allowed_in_state`, `equipment.day`, `equipment.meter_back`, `equipment.on_pass`, `equipment.line_taken`,
 * `equipment.contract_over`, `equipment.by_request`, `machine_request.not_settled` for one that is sold while something of its contract is owed, `input.invalid`.
 */
export async function moveEquipment(scope: Scope, input: MoveEquipment): Promise<{ id: string }> {
	permit(scope, 'equipment.write')
	const { action } = input
	// Before the machine: whoever writes lines locks their contract first.
	const taken = action === 'reserve' ? await takeLine(scope, lineIn(input)) : null
	if (action === 'sell') await holdContractOf(scope, input.id)
	const [machine] = await lockEquipment(scope, [input.id])
	if (!machine) return refuse('not_found', { noun: 'equipment' })
	if (byOthers.includes(action)) refuse('equipment.by_request', { serialNumber: machine.serialNumber })
	const to = stateAfterMove(action, machine)
	if (action !== 'note') await refuseOnPass(scope, machine)
	if (action === 'sell') await refuseOwed(scope, machine)
	const details = checkDetails(scope, machine, input)
	if (action === 'note' && !details.note && details.meterReading === null && details.place === machine.place)
		refuse('equipment.nothing_said', {})
	await writeMoves(scope, [{ machine, action, to, ...details, line: taken ?? lineOf(machine) }])
	return { id: machine.id }
}

const lineIn = ({ contractLineId }: MoveEquipment): string =>
	contractLineId ?? refuse('input.invalid', { field: 'contractLineId', problem: 'missing' })

export function lineOf(machine: LockedEquipment): NewMove['line'] {
	const { contractLineId: id, contractId, contractNumber, customerId } = machine
	return id && contractId && customerId ? { id, contractId, contractNumber: contractNumber ?? '', customerId } : null
}

/** What is said beside a move. Refuses `equipment.day`, `equipment.meter_back`, `input.invalid`. */
export function checkDetails(
	scope: Pick<Scope, 'today'>,
	machine: Pick<LockedEquipment, 'id' | 'place' | 'meterReading' | 'movedOn'>,
	input: Pick<MoveEquipment, 'on' | 'place' | 'note' | 'meterReading' | 'isMeterReplaced'>,
) {
	const today = scope.today.toString()
	const on = input.on ?? today
	const earliestOn = machine.movedOn.toString()
	if (!dayInput.safeParse(on).success) refuse('input.invalid', { field: 'on', problem: 'invalid' })
	if (on > today || on < earliestOn) refuse('equipment.day', { earliestOn, latestOn: today })
	const place = (input.place ?? machine.place).trim()
	const note = (input.note ?? '').trim()
	if (place.length > 200) refuse('input.invalid', { field: 'place', problem: 'too_big' })
	if (note.length > 1000) refuse('input.invalid', { field: 'note', problem: 'too_big' })
	const meterReading = checkReading(input.meterReading)
	refuseBack(meterReading, machine, input.isMeterReplaced ?? false)
	return { on, place, note, meterReading }
}

/** Before the machine: what is owed of its contract is looked at, and nobody takes money back meanwhile. */
async function holdContractOf(scope: Scope, id: string): Promise<void> {
	const [machine] = await scope.sql<{ contractId: string | null }[]>`
		select contract_id as "contractId" from equipment where id = ${id} and ${reachesEquipment(scope)}`
	if (!machine?.contractId) return
	await lockContract(scope, machine.contractId)
	await holdMoney(scope, machine.contractId)
}

/** By hand it becomes the customer's as by a settlement: a machine that is owed can be locked and fetched. Refuses `machine_request.not_settled`. */
async function refuseOwed(scope: Scope, { contractId, contractNumber }: LockedEquipment): Promise<void> {
	if (!contractId) return
	const { conditions } = await checkRequest(scope, { kind: 'settlement', contractId })
	if (conditions.some(({ met }) => !met)) refuse('machine_request.not_settled', { number: contractNumber ?? '' })
}

/** Whoever holds a pass may come any moment: withdraw it first. Refuses `equipment.on_pass`. */
export async function refuseOnPass(
	{ sql, today }: Scope,
	{ id, serialNumber }: Pick<LockedEquipment, 'id' | 'serialNumber'>,
): Promise<void> {
	const [pass] = await sql<{ number: string }[]>`
		select number from gate_pass_machine join gate_pass on gate_pass.id = gate_pass_id
		where equipment_id = ${id} and open and valid_through >= ${today}`
	if (pass) refuse('equipment.on_pass', { serialNumber, number: pass.number })
}
