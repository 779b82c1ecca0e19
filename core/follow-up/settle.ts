import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** Ticks off the next step of a follow-up; again, nothing happens. Refuses `not_found`. */
export async function settleFollowUp(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'follow_up.write')
	const { sql, actor, now } = scope
	if (actor.kind !== 'staff') refuse('not_permitted', { action: 'follow_up.write' })
	const [followUp] = await sql<{ customerId: string; contractId: string | null; settled: boolean }[]>`
		select customer_id as "customerId", contract_id as "contractId", settled_at is not null as settled from follow_up
		where id = ${id} and next_on is not null and ${reach(scope).customer('follow_up.customer_id')} for update`
	if (!followUp) refuse('not_found', { noun: 'follow_up' })
	const { customerId, contractId, settled } = followUp
	if (settled) return
	await sql`update follow_up set settled_at = ${now}, settled_by = ${actor.userId} where id = ${id}`
	await emit(scope, {
		kind: 'follow_up.settled',
		subject: { kind: 'customer', id: customerId },
		...{ customerId, contractId, facts: { followUpId: id } },
	})
}
