import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { receivedSince } from './received.ts'
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
	promise: FoundPromise | null
}

/** What a customer promised to pay, and what became of it. Minor units of `currency` as text, a day as ISO. */
export type FoundPromise = {
	invoiceId: string | null
	invoiceNumber: string | null
	amountMinor: string
	currency: string
	on: string
	/** `lapsed`: nothing was open any more; `replaced`: a later promise took its place. */
	state: 'open' | 'kept' | 'broken' | 'lapsed' | 'replaced'
	/** What has come: until its day where it is settled, so far where it waits. */
	receivedMinor: string
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
			follow_up.contract_id as "contractId", contract.number as "contractNumber", follow_up.kind, happened_on::text as "happenedOn",
			text, next_step as "nextStep", next_on::text as "nextOn", follow_up.settled_at is not null as settled, author_name as "authorName",
			case when payment_promise.follow_up_id is not null then jsonb_build_object('invoiceId', invoice_id, 'invoiceNumber', invoice.number,
				'amountMinor', payment_promise.amount_minor::text, 'currency', payment_promise.currency, 'on', promised_on,
				'state', payment_promise.state, 'receivedMinor', coalesce(received_minor, ${receivedSince(scope)})::text) end as promise
		from follow_up join customer on customer.id = follow_up.customer_id
			left join contract on contract.id = follow_up.contract_id
			left join payment_promise on payment_promise.follow_up_id = follow_up.id
			left join invoice on invoice.id = payment_promise.invoice_id
		where ${reach(scope).customer('follow_up.customer_id')}
			${customerId ? sql`and follow_up.customer_id = ${customerId}` : sql``}
			${contractId ? sql`and (follow_up.contract_id = ${contractId} or invoice.contract_id = ${contractId})` : sql``}
			${author ? sql`and follow_up.author_id = ${author}` : sql``}
			${open ? sql`and next_on is not null and follow_up.settled_at is null ${open.by ? sql`and next_on <= ${open.by}::date` : sql``}` : sql``}
		order by ${open ? sql`next_on, follow_up.id` : sql`follow_up.id desc`} limit ${limit}`
}
