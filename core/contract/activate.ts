import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { emit } from '../event.ts'
import { recordMovements } from '../movement/record.ts'
import { permit, reach } from '../permit.ts'
import { withdrawSignatures } from '../quote/withdraw.ts'
import { refuse } from '../refusal.ts'
import { type ContractState, stateAfter } from './state.ts'
import { type ContractDirection, type NewContract, type WrittenContract, writeContracts } from './write.ts'

/** Brings one contract into force; see `activateContracts`. */
export async function activateContract(scope: Scope, input: { id: string }): Promise<{ id: string }> {
	await activateContracts(scope, [input.id])
	return { id: input.id }
}

/**
 * Brings contracts into force: from now on they are amended, not edited, and the invoice run looks at them from their
 * first day. Refuses `not_found`, `contract.no_lines`, `contract.not_allowed_in_state`; then none is activated. Set-based.
 */
export async function activateContracts(scope: Scope, ids: readonly string[]): Promise<void> {
	permit(scope, 'contract.activate')
	permitDecided(scope, 'contract_activation', 'supplier_contract')
	if (ids.length === 0) return
	const { sql } = scope
	const contracts = await sql<
		{
			id: string
			number: string
			state: ContractState
			direction: ContractDirection
			customer_id: string
			lines: boolean
		}[]
	>`
		select id, number, state, direction, customer_id,
			exists (select from contract_line where contract_id = contract.id) as lines
		from contract where id = any(${ids as string[]}::uuid[]) and ${reach(scope).contract()} order by id for update of contract`
	if (contracts.length !== new Set(ids).size) refuse('not_found', { noun: 'contract' })
	for (const contract of contracts) {
		permitDecided(scope, contract.direction === 'payable' ? 'supplier_contract' : 'contract_activation')
		stateAfter('activate', contract)
		if (!contract.lines && contract.direction === 'receivable') refuse('contract.no_lines', { number: contract.number })
	}
	await sql`
		update contract set state = 'active', activated_at = ${scope.now}, version = version + 1, updated_at = ${scope.now}
		where id = any(${ids as string[]}::uuid[])`
	await withdrawSignatures(
		scope,
		contracts.flatMap(({ id, state }) => (state === 'signed' ? [] : [id])),
	)
	await enterForce(
		scope,
		contracts.map((contract) => ({ id: contract.id, customerId: contract.customer_id })),
	)
}

/**
 * Writes contracts that are in force from the beginning, as those of another system are: the same as writing drafts and
 * activating them, without writing every row and index entry twice. Refuses `contract.no_lines`. Set-based.
 */
export async function writeActiveContracts(
	scope: Scope,
	contracts: readonly NewContract[],
): Promise<WrittenContract[]> {
	permit(scope, 'contract.activate')
	const empty = contracts.find((contract) => contract.lines.length === 0)
	if (empty) refuse('contract.no_lines', { number: empty.number ?? '' })
	const written = await writeContracts(scope, contracts, { inForce: true })
	await enterForce(
		scope,
		written.map(({ id }, index) => ({ id, customerId: contracts[index]?.customerId ?? '' })),
	)
	return written
}

/** Due from the first day, but for what was billed elsewhere before; the run never looks at what is payable. */
async function enterForce(scope: Scope, contracts: readonly { id: string; customerId: string }[]): Promise<void> {
	const ids = contracts.map((contract) => contract.id)
	await scope.sql`
		insert into contract_billing (contract_id, next_due_on, billed_through)
		select id, starts_on, bill_from - 1 from contract where id = any(${ids}::uuid[]) and direction = 'receivable'`
	await recordMovements(scope, [...new Set(contracts.map((contract) => contract.customerId))])
	await emit(
		scope,
		...contracts.map(({ id, customerId }) => ({
			kind: 'contract.activated' as const,
			subject: { kind: 'contract', id },
			customerId,
			contractId: id,
		})),
	)
}
