import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { seenFacts } from '../field-right/seen.ts'
import { permit } from '../permit.ts'

export type ReadEvent = {
	id: string
	kind: string
	happenedAt: Temporal.Instant
	subject: { kind: string; id: string }
	customerId: string | null
	contractId: string | null
	facts: Record<string, unknown>
}

/** Events that may leave the product, the oldest first, as webhooks tell them; `after` is the id of the last one seen. */
export async function readEvents(
	scope: Scope,
	{ kind, after, limit }: { kind?: string | undefined; after?: string | undefined; limit: number },
): Promise<ReadEvent[]> {
	permit(scope, 'audit.read')
	const { sql } = scope
	const rows = await sql<(ReadEvent & { state: ContractState | null })[]>`
		select id, kind, happened_at as "happenedAt", jsonb_build_object('kind', subject_kind, 'id', subject_id) as subject,
			customer_id as "customerId", contract_id as "contractId", facts,
			(select contract.state from contract where contract.id = event.contract_id) as state
		from event where leaves_by_webhook(kind) ${kind ? sql`and kind = ${kind}` : sql``} ${after ? sql`and id > ${after}::uuid` : sql``}
		order by id limit ${limit}`
	return rows.map(({ state, ...row }) => ({ ...row, facts: seenFacts(scope, { ...row, state }) }))
}
