import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { takeNumber } from '../company/take-number.ts'
import { lockContract } from '../contract/lock.ts'
import { type LockedEquipment, lockEquipment } from '../equipment/lock.ts'
import { stateAfterMove } from '../equipment/state.ts'
import { overStates } from '../equipment/take-line.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { secretOf } from '../seal.ts'
import { hashSecret } from '../sign-in/secret.ts'
import { checkConditions } from './check.ts'
import type { ConditionKind } from './condition.ts'
import { readRules } from './rule.ts'

export type IssueGatePass = {
	contractId: string
	equipmentIds: readonly string[]
	taker: string
	/** Conditions whose absence was looked at and decided. */
	without: readonly ConditionKind[]
	reason: string
}

type ToLeave = LockedEquipment & { model: string }

/**
 * The machines of a contract that are to leave, locked. Refuses `not_found`, `delivery.no_machine`, `delivery.other_contract`,
 * `delivery.not_ready`, `equipment.on_pass`, `equipment.contract_over`.
 */
export async function readMachinesToLeave(
	scope: Scope,
	{ contractId, equipmentIds }: Pick<IssueGatePass, 'contractId' | 'equipmentIds'>,
): Promise<ToLeave[]> {
	const { sql, today } = scope
	const contract = await lockContract(scope, contractId)
	if (overStates.includes(contract.state)) refuse('equipment.contract_over', { number: contract.number })
	if (equipmentIds.length === 0) refuse('delivery.no_machine', {})
	const machines = await lockEquipment(scope, equipmentIds)
	for (const machine of machines) {
		const { serialNumber, state } = machine
		if (machine.contractId !== contractId) refuse('delivery.other_contract', { serialNumber, number: contract.number })
		if (state !== 'reserved' && state !== 'repossessed') refuse('delivery.not_ready', { serialNumber, state })
		stateAfterMove('deliver', machine)
	}
	const ids = machines.map(({ id }) => id)
	const [pass] = await sql<{ serialNumber: string; number: string }[]>`
		select serial_number as "serialNumber", number from gate_pass_machine join gate_pass on gate_pass.id = gate_pass_id
			join equipment on equipment.id = equipment_id
		where equipment_id = any(${ids}::uuid[]) and open and valid_through >= ${today} limit 1`
	if (pass) refuse('equipment.on_pass', pass)
	const models = await sql<
		{ id: string; model: string }[]
	>`select id, model from equipment where id = any(${ids}::uuid[])`
	const modelOf = new Map(models.map(({ id, model }) => [id, model]))
	return machines.map((machine) => ({ ...machine, model: modelOf.get(machine.id) ?? '' }))
}

/** What the code of a pass says. It is told to nobody but on the printed pass. */
export function tokenOf({ secretKey }: Pick<Scope, 'secretKey'>, gatePassId: string): string {
	return secretOf({ key: secretKey, use: 'gate pass', of: gatePassId })
}

/**
 * Writes the pass by which machines of a contract leave the yard, with the next number. What is missing now must have been
 * looked at before, with its reason. Refuses as `readMachinesToLeave` does, `delivery.missing_since`, `delivery.reason_missing`.
 */
export async function issueGatePass(scope: Scope, input: IssueGatePass): Promise<{ id: string; number: string }> {
	permit(scope, 'delivery.ask')
	permitDecided(scope, 'delivery')
	const { sql, now, today } = scope
	const { contractId, taker, without } = input
	const machines = await readMachinesToLeave(scope, input)
	const missing = (await checkConditions(scope, contractId)).flatMap(({ met, kind }) => (met ? [] : [kind]))
	if (missing.some((kind) => !without.includes(kind))) refuse('delivery.missing_since', {})
	const reason = missing.length > 0 ? input.reason.trim() : ''
	if (missing.length > 0 && reason === '') refuse('delivery.reason_missing', {})
	const [contract] = await sql<{ customerId: string; templateId: string | null }[]>`
		select customer_id as "customerId", template_id as "templateId" from contract where id = ${contractId}`
	if (!contract) return refuse('not_found', { noun: 'contract' })
	const { validDays } = await readRules(scope, contract.templateId)
	const ids = machines.map(({ id }) => id)
	// Passes that ran out hold nothing any more.
	await sql`
		update gate_pass_machine set open = false from gate_pass
		where gate_pass.id = gate_pass_id and equipment_id = any(${ids}::uuid[]) and open and valid_through < ${today}`
	const id: string = randomUUIDv7()
	const number = await takeNumber(scope, 'gate_pass')
	await sql`
		insert into gate_pass (id, number, contract_id, customer_id, token_hash, taker, missing, reason, issued_on, issued_at, issued_by,
			valid_through)
		values (${id}, ${number}, ${contractId}, ${contract.customerId}, ${hashSecret(tokenOf(scope, id))}, ${taker.trim()},
			${missing}::text[], ${reason}, ${today}, ${now}, ${nameActor(scope.actor)}, ${today.add({ days: validDays - 1 })})`
	await sql`
		insert into gate_pass_machine (gate_pass_id, equipment_id) select ${id}, unnest(${ids}::uuid[])`
	await emit(scope, {
		kind: 'gate_pass.issued',
		subject: { kind: 'gate_pass', id },
		...{ customerId: contract.customerId, contractId },
		facts: { number, machines: machines.map(({ serialNumber }) => serialNumber), missing, reason },
	})
	return { id, number }
}
