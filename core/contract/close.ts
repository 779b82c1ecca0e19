import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'

/** Closes the contracts whose last day has passed and whose money is all billed. Set-based; answers how many. */
export async function closeEndedContracts(scope: Scope): Promise<{ closed: number }> {
	permit(scope, 'invoice.run')
	const closed = await scope.sql<{ id: string; customer_id: string }[]>`
		update contract set state = 'closed', closed_on = ends_on + 1, version = version + 1, updated_at = ${scope.now}
		where id in (
			select id from contract left join contract_billing on contract_id = id
			where state in ('active', 'paused', 'ending') and ends_on < ${scope.today} and next_due_on is null
			for update of contract skip locked)
		returning id, customer_id`
	await emit(
		scope,
		...closed.map((contract) => ({
			kind: 'contract.closed' as const,
			subject: { kind: 'contract', id: contract.id },
			customerId: contract.customer_id,
			contractId: contract.id,
		})),
	)
	return { closed: closed.length }
}
