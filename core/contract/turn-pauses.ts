import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'

/** Brings the states of all contracts in line with their pauses: one begins or ends on its day by itself. Set-based. */
export async function turnAllPauses(scope: Scope): Promise<{ turned: number }> {
	permit(scope, 'invoice.run')
	return await turnPauses(scope, null)
}

/** The same for some contracts, for verbs that have locked them. */
export async function turnPauses(scope: Scope, ids: readonly string[] | null): Promise<{ turned: number }> {
	const { sql, today } = scope
	const turned = await sql<{ id: string; customerId: string; state: string }[]>`
		with pausing as (
			select contract_id, bool_or(starts_on <= ${today} and (ends_on is null or ends_on >= ${today})) as paused
			from (select distinct on (id) * from contract_pause
				where true ${ids ? sql`and contract_id = any(${ids as string[]}::uuid[])` : sql``} order by id, sequence desc) as latest
			group by contract_id
		), wrong as (
			select contract.id, pausing.paused from pausing join contract on contract.id = pausing.contract_id
			where contract.state = case when pausing.paused then 'active' else 'paused' end
			for update of contract skip locked
		)
		update contract set state = case when wrong.paused then 'paused' else 'active' end, version = version + 1,
			updated_at = ${scope.now}
		from wrong where contract.id = wrong.id
		returning contract.id, contract.customer_id as "customerId", contract.state`
	await emit(
		scope,
		...turned.map((contract) => ({
			kind: 'contract.updated' as const,
			subject: { kind: 'contract', id: contract.id },
			customerId: contract.customerId,
			contractId: contract.id,
			facts: { state: contract.state },
		})),
	)
	return { turned: turned.length }
}
