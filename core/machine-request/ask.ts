import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import { propose } from '../approval/ask.ts'
import { lockContract } from '../contract/lock.ts'
import type { ContractState } from '../contract/state.ts'
import { type LockedEquipment, lockEquipment } from '../equipment/lock.ts'
import { emit, nameActor } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { checkRequest, missingOf } from './check.ts'
import { evaluateEnding } from './ending.ts'
import { type FoundCondition, type RequestConditionKind, type RequestKind, subjectOfKind } from './kinds.ts'
import { requireMovable } from './lock.ts'
import { requireNoneOpen } from './none-open.ts'
import type { ContractMoney } from './standing.ts'

export type AskMachineRequest = {
	kind: RequestKind
	contractId: string
	/** A settlement is about all machines of its contract, whatever is named. */
	equipmentIds: readonly string[]
	reason: string
	/** Conditions that whoever asks saw missing; the reason is about them. */
	without: readonly RequestConditionKind[]
	/** Of a repossession: where it is fetched, and who fetches it. */
	place?: string
	assigneeId?: string | null
	/** Of a settlement: what the machines are afterwards. */
	becomes?: 'sold' | 'returned'
}

/** A contract holds machines, or has held them, in these. */
const running: readonly ContractState[] = ['active', 'paused', 'ending', 'closed']

/**
 * What a request would be checked by, as it is found now. `endingMinor`: what a settlement charges, or below zero credits, because it
 * ends the contract today, tax included; null where it ends nothing. Refuses `not_found`.
 */
export async function findRequestConditions(
	scope: Scope,
	{ kind, contractId }: { kind: RequestKind; contractId: string },
): Promise<{ conditions: FoundCondition[]; money: ContractMoney; endingMinor: bigint | null }> {
	permit(scope, 'machine_request.ask')
	const [contract] = await scope.sql`select from contract where id = ${contractId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	const ending = kind === 'settlement' ? await evaluateEnding(scope, contractId) : null
	const endingMinor = ending ? (ending.preview?.effect?.totalMinor ?? 0n) : null
	return { ...(await checkRequest(scope, { kind, contractId })), endingMinor }
}

/**
 * Asks for machines of a contract to be locked, unlocked or fetched, or for the contract to be settled. What was found is
 * kept as it is now; nothing of a settlement may be missing. Refuses `not_found`, `machine_request.*`,
 * `equipment.not_allowed_in_state`, `delivery.other_contract`, `delivery.no_machine`, `input.invalid`.
 */
export async function askMachineRequest(
	scope: Scope,
	input: AskMachineRequest,
): Promise<{ id: string; asked: 'done' | 'waits' }> {
	permit(scope, 'machine_request.ask')
	const { kind, contractId } = input
	const contract = await lockContract(scope, contractId)
	const { number, state, customerId, direction } = contract
	if (direction !== 'receivable' || !running.includes(state))
		refuse('machine_request.contract_state', { number, state })
	const said = readSaid(input)
	const machines = await lockMachines(scope, input)
	requireMovable({ ...said, kind, contractId, contractNumber: number }, machines)
	await requireNoneOpen(scope, machines)
	if (kind === 'settlement') await requireNotSettled(scope, contractId, number)
	const { conditions } = await checkRequest(scope, { kind, contractId })
	const missing = missingOf(conditions)
	requireReasoned(kind, number, missing, { ...input, reason: said.reason })
	if (said.assigneeId) await requireColleague(scope, said.assigneeId)
	const id: string = randomUUIDv7()
	await scope.sql`
		insert into machine_request (id, kind, contract_id, customer_id, reason, conditions, missing, place, assignee_id, becomes,
			asked_on, asked_at, asked_by)
		values (${id}, ${kind}, ${contractId}, ${customerId}, ${said.reason}, ${conditions as never}, ${missing}::text[], ${said.place},
			${said.assigneeId}, ${said.becomes}, ${scope.today}, ${scope.now}, ${nameActor(scope.actor)})`
	await writeMachines(scope, id, machines)
	const serialNumbers = machines.map(({ serialNumber }) => serialNumber)
	await emit(scope, {
		kind: 'machine_request.asked',
		subject: { kind: 'machine_request', id },
		...{ customerId, contractId, facts: { kind, serialNumbers, missing, reason: said.reason } },
	})
	const { kind: asked } = await propose(scope, { kind: subjectOfKind[kind], input: { id } })
	return { id, asked: asked === 'done' ? 'done' : 'waits' }
}

function readSaid({ kind, reason: typed, ...input }: AskMachineRequest) {
	const isFetched = kind === 'repossession'
	const [reason, place] = [typed.trim(), isFetched ? (input.place ?? '').trim() : '']
	const assigneeId = isFetched ? (input.assigneeId ?? null) : null
	if (reason.length > 500) refuse('input.invalid', { field: 'reason', problem: 'too_big' })
	if (isFetched && (place === '' || place.length > 200)) refuse('input.invalid', { field: 'place', problem: 'missing' })
	if (isFetched && !assigneeId) refuse('input.invalid', { field: 'assigneeId', problem: 'missing' })
	const becomes = kind === 'settlement' ? (input.becomes ?? 'sold') : null
	return { reason, place, assigneeId, becomes }
}

async function lockMachines(
	scope: Scope,
	{ kind, contractId, equipmentIds }: AskMachineRequest,
): Promise<LockedEquipment[]> {
	if (kind !== 'settlement') {
		if (equipmentIds.length === 0) refuse('delivery.no_machine', {})
		return await lockEquipment(scope, equipmentIds)
	}
	const all = await scope.sql<{ id: string }[]>`
		select id from equipment where contract_id = ${contractId} and state <> 'sold'`
	return await lockEquipment(
		scope,
		all.map(({ id }) => id),
	)
}

async function requireNotSettled({ sql }: Scope, contractId: string, number: string): Promise<void> {
	const [settled] = await sql`
		select from machine_request where contract_id = ${contractId} and kind = 'settlement' and state in ('asked', 'approved', 'done')
			and overtaken_at is null`
	if (settled) refuse('machine_request.settled', { number })
}

function requireReasoned(
	kind: RequestKind,
	number: string,
	missing: readonly RequestConditionKind[],
	{ reason, without }: Pick<AskMachineRequest, 'reason' | 'without'>,
): void {
	if (kind === 'settlement' && missing.length > 0) refuse('machine_request.not_settled', { number })
	if (missing.some((one) => !without.includes(one))) refuse('machine_request.missing_since', {})
	if (reason === '' && (missing.length > 0 || kind === 'repossession')) refuse('machine_request.reason_missing', {})
}

async function requireColleague({ sql }: Scope, id: string): Promise<void> {
	const [user] = await sql`select from staff_user where id = ${id} and left_at is null`
	if (!user) refuse('not_found', { noun: 'user' })
}

async function writeMachines({ sql }: Scope, id: string, machines: readonly LockedEquipment[]): Promise<void> {
	await sql`
		insert into machine_request_machine (id, request_id, equipment_id)
		select command, ${id}, machine from unnest(${machines.map(() => randomUUIDv7())}::uuid[],
			${machines.map((machine) => machine.id)}::uuid[]) as given (command, machine)`
}
