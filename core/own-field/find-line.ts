import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What a line of a contract is called among others. Refuses `not_found`. */
export async function findLineName(
	scope: Scope,
	{ contractId, id }: { contractId: string; id: string },
): Promise<string> {
	permit(scope, 'contract.read')
	const [line] = await scope.sql<{ name: string }[]>`
		select concat_ws(' · ', description, nullif(model, ''), nullif(serial_number, '')) as name
		from contract_line as line join contract on contract.id = line.contract_id
		where line.id = ${id} and contract.id = ${contractId} and ${reach(scope).contract()}`
	if (!line) refuse('not_found', { noun: 'line' })
	return line.name
}
