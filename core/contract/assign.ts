import type { Scope } from '../act.ts'
import { type Assign, assigned } from '../customer/assign.ts'
import { emit } from '../event.ts'
import { refuseLocked } from '../field-right/locked.ts'
import { isNarrowed } from '../field-right/rights.ts'
import { permit, reach } from '../permit.ts'
import type { ContractState } from './state.ts'

/** Who looks after contracts from now on, or which group; those who have it already, and what is over, stay as they are. */
export async function assignContracts(scope: Scope, input: Assign): Promise<void> {
	permit(scope, 'contract.write')
	const { sql, now } = scope
	await refuseLockedAmong(scope, input.ids)
	const [column, value] = assigned(input)
	const changed = await sql<{ id: string; customerId: string }[]>`
		update contract set ${sql(column)} = ${value}, version = version + 1, updated_at = ${now}
		where id = any(${[...input.ids]}::uuid[]) and ${sql(column)} is distinct from ${value}::uuid
			and state not in ('closed', 'filed', 'expired', 'void') and ${reach(scope).contract()}
		returning id, customer_id as "customerId"`
	await emit(
		scope,
		...changed.map(({ id, customerId }) => ({
			...{ kind: 'contract.updated' as const, subject: { kind: 'contract', id }, customerId, contractId: id },
		})),
	)
}

/** Refuses `field.locked` where one of the contracts is in a state in which the actor may not say who looks after it. */
async function refuseLockedAmong(scope: Scope, ids: readonly string[]): Promise<void> {
	if (!isNarrowed(scope)) return
	const states = await scope.sql<{ state: ContractState }[]>`
		select distinct state from contract where id = any(${[...ids]}::uuid[])`
	for (const { state } of states) refuseLocked(scope, 'contract', state, ['owner'])
}
