import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** Lets a guarantor go from today on. Again, nothing happens. Refuses `not_found`. */
export async function releaseGuarantee(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'survey.dispatch')
	const { sql, actor, today } = scope
	const [guarantee] = await sql<
		{ guarantorId: string; customerId: string; contractId: string | null; over: boolean; name: string }[]
	>`
		select guarantor_id as "guarantorId", guarantee.customer_id as "customerId", contract_id as "contractId",
			released_on is not null as over, guarantor.name
		from guarantee join guarantor on guarantor.id = guarantor_id
		where guarantee.id = ${id} and ${reach(scope).customer('guarantee.customer_id')} for update of guarantee`
	if (!guarantee) return refuse('not_found', { noun: 'guarantee' })
	if (guarantee.over) return
	const { guarantorId, customerId, contractId, name } = guarantee
	await sql`
		update guarantee set released_on = greatest(${today}, given_on), released_by = ${nameActor(actor)} where id = ${id}`
	await emit(scope, {
		kind: 'guarantee.released',
		subject: { kind: 'guarantor', id: guarantorId },
		...{ customerId, contractId, facts: { name } },
	})
}
