import type { Scope } from '../act.ts'
import { checkDetails, lineOf } from '../equipment/move.ts'
import { stateAfterMove } from '../equipment/state.ts'
import { writeMoves } from '../equipment/write-moves.ts'
import { emit, nameActor } from '../event.ts'
import type { NewAttachment } from '../message/attachment.ts'
import { checkPhotos } from '../message/check-photos.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readHeld } from '../upload/hold.ts'
import { askerId, serials } from './close.ts'
import { type RepossessionOutcome, repossessionOutcomes } from './kinds.ts'
import { lockMachineRequest, requireState, requireTheirs } from './lock.ts'
import { leaveNextStep, type NextStep } from './next-step.ts'

export type RecordResult = {
	id: string
	equipmentId: string
	outcome: RepossessionOutcome
	/** ISO day on which it happened; today where it is left out. */
	on?: string | undefined
	/** Where the machine is now. */
	place?: string
	/** Exact decimal. */
	meterReading?: string | null
	note?: string
	/** They are in the store already. */
	photos?: readonly NewAttachment[]
	/** Keys of photos that came ahead of it, piece by piece. */
	uploads?: readonly string[]
	/** Made once for what a person typed: the same one is one result. */
	key?: string
	/** What whoever looks after the contract is to do now. */
	followUp?: NextStep
}

/**
 * What came of fetching a machine: taken, or handed back by the customer, it is with us again; not found, it stays where it is.
 * With the last machine the request is done. Refuses `not_found`, `machine_request.state`, `equipment.day`,
 * `equipment.meter_back`, `equipment.not_allowed_in_state`, `delivery.other_contract`, `input.invalid`, `message.file_too_large`, `message.file_type`, `message.too_many_files`.
 */
export async function recordResult(scope: Scope, input: RecordResult): Promise<{ id: string }> {
	permit(scope, 'machine_request.record')
	const { id, outcome } = input
	const { sql, now } = scope
	const by = nameActor(scope.actor)
	const request = await lockMachineRequest(scope, id)
	if (request.kind !== 'repossession') refuse('machine_request.by_result', {})
	const machine = request.machines.find((one) => one.id === input.equipmentId)
	if (!machine) return refuse('not_found', { noun: 'equipment' })
	const { photos = [], uploads = [], key = null } = input
	const [known] =
		await sql`select from machine_request_machine where id = ${machine.command.id} and result_key = ${key}`
	if (known) return { id }
	requireState(request, 'approved')
	if (!repossessionOutcomes.includes(outcome)) refuse('input.invalid', { field: 'outcome', problem: 'invalid' })
	if (machine.command.state !== 'waiting')
		refuse('machine_request.state', { number: request.contractNumber, state: machine.command.state })
	if (outcome !== 'not_found') requireTheirs(request, machine)
	const { meterReading = null, place = '' } = input
	const said = checkDetails(scope, machine, {
		...{ on: input.on, meterReading, note: input.note ?? '' },
		...(place.trim() ? { place } : {}),
	})
	if (said.note.length > 500) refuse('input.invalid', { field: 'note', problem: 'too_big' })
	if (outcome !== 'not_found')
		await writeMoves(scope, [
			{ machine, action: 'repossess', to: stateAfterMove('repossess', machine), ...said, line: lineOf(machine) },
		])
	await sql`
		update machine_request_machine set state = 'done', outcome = ${outcome}, settled_at = ${now}, settled_by = ${by},
			note = ${said.note}, result_key = ${key} where id = ${machine.command.id}`
	const ahead = await readHeld(scope, { kind: 'machine_request', id }, uploads)
	for (const { fileName, mediaType, sizeBytes, sha256 } of checkPhotos([...photos, ...ahead]))
		await sql`
			insert into machine_request_photo (machine_id, file_name, media_type, size_bytes, sha256)
			values (${machine.command.id}, ${fileName}, ${mediaType}, ${sizeBytes}, ${sha256}) on conflict do nothing`
	if (input.followUp) await leaveNextStep(scope, request, { machine, on: input.on }, input.followUp)
	const [left] = await sql`select from machine_request_machine where request_id = ${id} and state = 'waiting' limit 1`
	if (left) return { id }
	await sql`update machine_request set state = 'done', ended_at = ${now}, ended_by = ${by} where id = ${id}`
	await emit(scope, {
		kind: 'machine_request.done',
		subject: { kind: 'machine_request', id },
		...{ customerId: request.customerId, contractId: request.contractId },
		facts: { kind: request.kind, askedBy: askerId(request.askedBy), text: serials(request.machines), outcome },
	})
	return { id }
}
