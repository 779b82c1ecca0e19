import type { Scope } from '../act.ts'
import type { ContractState } from './state.ts'

/** The state that a contract is in today; none where there is no such contract. */
export async function stateOf({ sql }: Pick<Scope, 'sql'>, contractId: string): Promise<ContractState | null> {
	const [row] = await sql<{ state: ContractState }[]>`select state from contract where id = ${contractId}`
	return row?.state ?? null
}
