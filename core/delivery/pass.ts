import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { lockEquipment } from '../equipment/lock.ts'
import { checkDetails, lineOf } from '../equipment/move.ts'
import { stateAfterMove } from '../equipment/state.ts'
import { writeMoves } from '../equipment/write-moves.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { ConditionKind } from './condition.ts'
import { readStopped } from './stopped.ts'

/** Readings by machine: exact decimals, left out where none was read. */
export type UseGatePass = {
	id: string
	/** Who drove off with it. */
	driver: string
	readings: Readonly<Record<string, string>>
	/** Where it goes. */
	place: string
	note: string
}

type Pass = {
	id: string
	number: string
	contractId: string
	contractNumber: string
	customerId: string
	missing: ConditionKind[]
	validThrough: Temporal.PlainDate
	usedAt: Temporal.Instant | null
	usedOn: Temporal.PlainDate | null
	usedByName: string | null
	withdrawnAt: Temporal.Instant | null
	withdrawnByName: string
	withdrawnReason: string | null
	machineIds: string[]
}

/**
 * Lets the machines of a pass out: once. Two who confirm at the same moment wait for each other, and the second is told
 * by whom and when it was used. Refuses `not_found`, `gate_pass.used`, `gate_pass.withdrawn`, `gate_pass.expired`,
 * `equipment.contract_over`, `delivery.missing_since` where money that had come for it has gone back, `delivery.not_ready`, `equipment.meter_back`, `input.invalid`.
 */
export async function confirmGatePass(scope: Scope, input: UseGatePass): Promise<{ id: string }> {
	permit(scope, 'delivery.release')
	const { sql, now, today, actor } = scope
	if (actor.kind !== 'staff') return refuse('not_permitted', { action: 'delivery.release' })
	const driver = input.driver.trim()
	if (driver === '' || driver.length > 200) refuse('input.invalid', { field: 'driver', problem: 'missing' })
	const pass = await lockPass(scope, input.id)
	refuseClosed(scope, pass)
	const stopped = await readStopped(scope, pass)
	if (stopped === 'contract_over') refuse('equipment.contract_over', { number: pass.contractNumber })
	if (stopped === 'money_gone') refuse('delivery.missing_since', {})
	const machines = await lockEquipment(scope, pass.machineIds)
	for (const { serialNumber, state, contractId } of machines)
		if ((state !== 'reserved' && state !== 'repossessed') || contractId !== pass.contractId)
			refuse('delivery.not_ready', { serialNumber, state })
	const { place, note } = input
	await writeMoves(
		scope,
		machines.map((machine) => {
			const said = checkDetails(scope, machine, { place, note, meterReading: input.readings[machine.id] ?? null })
			const to = stateAfterMove('deliver', machine)
			return { machine, action: 'deliver' as const, to, ...said, line: lineOf(machine), gatePassId: pass.id }
		}),
	)
	await sql`
		update gate_pass set used_on = ${today}, used_at = ${now}, used_by = ${actor.userId}, driver = ${driver} where id = ${pass.id}`
	await emit(scope, {
		kind: 'gate_pass.used',
		subject: { kind: 'gate_pass', id: pass.id },
		...{ customerId: pass.customerId, contractId: pass.contractId, facts: { number: pass.number, driver } },
	})
	return { id: pass.id }
}

/** Takes a pass back before it is used. Refuses `not_found`, `input.invalid`, `gate_pass.used`, `gate_pass.withdrawn`. */
export async function withdrawGatePass(
	scope: Scope,
	{ id, reason: typed }: { id: string; reason: string },
): Promise<{ contractId: string }> {
	permit(scope, 'delivery.ask')
	const reason = typed.trim()
	if (reason === '' || reason.length > 500) refuse('input.invalid', { field: 'reason', problem: 'missing' })
	const pass = await lockPass(scope, id)
	refuseClosed(scope, pass, { isEnough: true })
	await scope.sql`
		update gate_pass set withdrawn_at = ${scope.now}, withdrawn_by = ${nameActor(scope.actor)}, withdrawn_reason = ${reason}
		where id = ${pass.id}`
	await emit(scope, {
		kind: 'gate_pass.withdrawn',
		subject: { kind: 'gate_pass', id: pass.id },
		...{ customerId: pass.customerId, contractId: pass.contractId, facts: { number: pass.number, reason } },
	})
	return { contractId: pass.contractId }
}

/** Contract, then pass, then machines: the order of everything that locks them. */
async function lockPass(scope: Scope, id: string): Promise<Pass> {
	const { sql } = scope
	const [found] = await sql<
		{ contractId: string }[]
	>`select contract_id as "contractId" from gate_pass where id = ${id}`
	if (!found) return refuse('not_found', { noun: 'gate_pass' })
	const { number: contractNumber } = await lockContract(scope, found.contractId)
	const [pass] = await sql<Omit<Pass, 'contractNumber'>[]>`
		select id, number, contract_id as "contractId", customer_id as "customerId", missing, valid_through as "validThrough",
			used_at as "usedAt", used_on as "usedOn", (select name from staff_user where staff_user.id = used_by) as "usedByName",
			withdrawn_at as "withdrawnAt", withdrawn_reason as "withdrawnReason",
			coalesce((select name from staff_user where 'staff:' || staff_user.id = withdrawn_by), '') as "withdrawnByName",
			array(select equipment_id from gate_pass_machine where gate_pass_id = gate_pass.id order by equipment_id) as "machineIds"
		from gate_pass where id = ${id} for update`
	return pass ? { ...pass, contractNumber } : refuse('not_found', { noun: 'gate_pass' })
}

function refuseClosed({ today, company }: Scope, pass: Pass, { isEnough = false } = {}): void {
	const { number, usedAt, usedOn, withdrawnReason, validThrough } = pass
	if (usedAt && usedOn) {
		const time = usedAt.toZonedDateTimeISO(company.timeZone).toPlainTime().toString({ smallestUnit: 'minute' })
		refuse('gate_pass.used', { number, usedOn: usedOn.toString(), time, by: pass.usedByName ?? '' })
	}
	if (withdrawnReason !== null)
		refuse('gate_pass.withdrawn', { number, by: pass.withdrawnByName, reason: withdrawnReason })
	if (!isEnough && Temporal.PlainDate.compare(validThrough, today) < 0)
		refuse('gate_pass.expired', { number, throughOn: validThrough.toString() })
}
