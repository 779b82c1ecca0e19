import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockContract } from './lock.ts'
import type { ContractState } from './state.ts'
import { checkNamed } from './types.ts'

/** What a company calls a part of a state: rules look at the state alone. */
export type ContractStatus = {
	id: string
	state: ContractState
	name: string
	position: number
	archived: boolean
	used: boolean
}

/** In their order, of all states; those not offered any more at the end. They are nobody's, so nobody is asked. */
export async function findContractStatuses({ sql }: Pick<Scope, 'sql'>): Promise<ContractStatus[]> {
	return await sql<ContractStatus[]>`
		select id, state, name, position, archived_at is not null as archived,
			exists (select from contract where contract.status_id = contract_status.id) as used
		from contract_status order by archived_at is not null, position, name collate people`
}

/** `id` of one that is there: its state stays. */
export type SaveContractStatus = { id?: string | undefined; state: ContractState; name: string; position: number }

/** Refuses `input.invalid`, `not_found`, `own_field.name_taken`. */
export async function saveContractStatus(scope: Scope, input: SaveContractStatus): Promise<void> {
	permit(scope, 'company.write')
	const { sql } = scope
	const [name, position] = checkNamed(input)
	await sql`lock table contract_status in share row exclusive mode`
	const all = await findContractStatuses(scope)
	const before = all.find(({ id }) => id === input.id)
	if (input.id !== undefined && !before) refuse('not_found', { noun: 'contract_status' })
	const state = before?.state ?? input.state
	const taken = all.some(
		(one) =>
			one.id !== input.id && !one.archived && one.state === state && one.name.toLowerCase() === name.toLowerCase(),
	)
	if (taken) refuse('own_field.name_taken', { name })
	if (before)
		await sql`update contract_status set name = ${name}, position = ${position}, archived_at = null where id = ${before.id}`
	else await sql`insert into contract_status (state, name, position) values (${state}, ${name}, ${position})`
	await tell(scope, { state, name, position })
}

/** Takes a status away, or out of use where contracts have it. Refuses `not_found`. */
export async function removeContractStatus(scope: Scope, { id }: { id: string }): Promise<{ archived: boolean }> {
	permit(scope, 'company.write')
	const { sql } = scope
	await sql`lock table contract_status in share row exclusive mode`
	const status = (await findContractStatuses(scope)).find((one) => one.id === id)
	if (!status) refuse('not_found', { noun: 'contract_status' })
	if (status.used) await sql`update contract_status set archived_at = ${scope.now} where id = ${id}`
	else await sql`delete from contract_status where id = ${id}`
	await tell(scope, { name: status.name, [status.used ? 'archived' : 'removed']: true })
	return { archived: status.used }
}

/** Says how a contract stands within its state; null for the state's own name. Refuses `not_found`, `contract.status_of_other_state`. */
export async function setContractStatus(
	scope: Scope,
	{ id, statusId }: { id: string; statusId: string | null },
): Promise<void> {
	permit(scope, 'contract.write')
	const { sql } = scope
	const contract = await lockContract(scope, id)
	const [status] = statusId
		? await sql<{ name: string; state: ContractState }[]>`
			select name, state from contract_status where id = ${statusId} and archived_at is null for share`
		: []
	if (statusId && !status) refuse('not_found', { noun: 'contract_status' })
	if (status && status.state !== contract.state)
		refuse('contract.status_of_other_state', { name: status.name, number: contract.number, state: contract.state })
	await sql`update contract set status_id = ${statusId}, updated_at = ${scope.now} where id = ${id}`
	await emit(scope, {
		kind: 'contract.updated',
		subject: { kind: 'contract', id },
		customerId: contract.customerId,
		contractId: id,
		facts: { status: status?.name ?? null },
	})
}

async function tell(scope: Scope, contractStatus: Record<string, unknown>): Promise<void> {
	const subject = { kind: 'company', id: scope.company.billingPartyId }
	await emit(scope, { kind: 'company.updated', subject, facts: { contractStatus } })
}
