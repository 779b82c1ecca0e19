import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { ContractState } from './state.ts'
import type { ContractDirection } from './write.ts'

export type LockedContract = {
	id: string
	number: string
	state: ContractState
	direction: ContractDirection
	customerId: string
	currency: string
	startsOn: Temporal.PlainDate
	endsOn: Temporal.PlainDate | null
	activatedAt: Temporal.Instant | null
	version: number
}

/** Locks the contract's row for the rest of the transaction: changes and billing of one contract never overlap. */
export async function lockContract(scope: Scope, id: string): Promise<LockedContract> {
	const [contract] = await scope.sql<LockedContract[]>`
		select id, number, state, direction, customer_id as "customerId", currency, starts_on as "startsOn", ends_on as "endsOn",
			activated_at as "activatedAt", version
		from contract where id = ${id} and ${reach(scope).contract()} for update`
	if (!contract) refuse('not_found', { noun: 'contract' })
	return contract
}
