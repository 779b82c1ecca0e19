import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What a contract is called. Refuses not_found. */
export async function findContractName(
	scope: Scope,
	input: { id: string },
): Promise<{ number: string; title: string }> {
	permit(scope, 'contract.read')
	const [contract] = await scope.sql<{ number: string; title: string }[]>`
		select number, title from contract where id = ${input.id} and ${reach(scope).contract()}`
	return contract ?? refuse('not_found', { noun: 'contract' })
}
