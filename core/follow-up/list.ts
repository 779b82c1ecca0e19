import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import type { FollowUpKind } from './record.ts'

/** A contact with a customer. Days are ISO dates. */
export type FollowUp = {
	id: string
	customerId: string
	customerName: string
	contractId: string | null
	contractNumber: string | null
	kind: FollowUpKind
	happenedOn: string
	text: string
	nextStep: string
	nextOn: string | null
	settled: boolean
	authorName: string
}

export type ListFollowUps = {
	customerId?: string | undefined
	contractId?: string | undefined
	/** Only those whose next step is to be done, the earliest day first; by that day where one is given (ISO). */
	open?: { by?: string } | undefined
	/** Only the actor's own. */
	mine?: boolean
	limit: number
}

/** Follow-up records, the newest first; those with an open next step by its day. */
export async function listFollowUps(scope: Scope, input: ListFollowUps): Promise<FollowUp[]> {
	permit(scope, 'customer.read')
	const { sql, actor } = scope
	const { customerId, contractId, open, mine, limit } = input
	const author = mine && actor.kind === 'staff' ? actor.userId : null
	return await sql<FollowUp[]>`
		select follow_up.id, follow_up.customer_id as "customerId", customer.name as "customerName",
			follow_up.contract_id as "contractId", contract.number as "contractNumber", kind, happened_on::text as "happenedOn",
			text, next_step as "nextStep", next_on::text as "nextOn", settled_at is not null as settled, author_name as "authorName"
		from follow_up join customer on customer.id = follow_up.customer_id
			left join contract on contract.id = follow_up.contract_id
		where ${reach(scope).customer('follow_up.customer_id')}
			${customerId ? sql`and follow_up.customer_id = ${customerId}` : sql``}
			${contractId ? sql`and follow_up.contract_id = ${contractId}` : sql``}
			${author ? sql`and author_id = ${author}` : sql``}
			${open ? sql`and next_on is not null and settled_at is null ${open.by ? sql`and next_on <= ${open.by}::date` : sql``}` : sql``}
		order by ${open ? sql`next_on, follow_up.id` : sql`follow_up.id desc`} limit ${limit}`
}
