import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import type { EventKind } from '../event.ts'
import { seenFacts } from '../field-right/seen.ts'
import { permit } from '../permit.ts'

/** One event as it was written, with names for the ids in it. Events are never changed: the database refuses it. */
export type Audited = {
	id: string
	kind: EventKind
	at: Temporal.Instant
	/** Who did it: a person's name, or the part of the product. */
	by: string
	byKind: string
	subjectKind: string
	customerId: string | null
	customerName: string | null
	contractId: string | null
	contractNumber: string | null
	number: string | null
	facts: Record<string, unknown>
}

export type FindAudit = {
	/** Of one customer only. */
	customerId?: string | undefined
	/** Id of the last one seen. */
	before?: string | undefined
	limit: number
}

/** Everything that happened, newest first; one more than `limit` where there is more. */
export async function findAudit(scope: Scope, { customerId, before, limit }: FindAudit): Promise<Audited[]> {
	permit(scope, 'audit.read')
	const { sql } = scope
	const rows = await sql<(Audited & { state: ContractState | null })[]>`
		with page as (
			select * from event where true ${customerId ? sql`and customer_id = ${customerId}` : sql``}
				${before ? sql`and id < ${before}::uuid` : sql``}
			order by id desc limit ${limit + 1}
		)
		select page.id, page.kind, page.happened_at as at, split_part(page.actor, ':', 1) as "byKind",
			coalesce(staff_user.name, contact.name, holder.name, split_part(page.actor, ':', 2)) as by,
			page.subject_kind as "subjectKind", page.customer_id as "customerId", customer.name as "customerName",
			page.contract_id as "contractId", contract.number as "contractNumber",
			coalesce(invoice.number, payment.receipt_number) as number, page.facts, contract.state
		from page
			left join staff_user on page.actor = 'staff:' || staff_user.id
			left join contact on page.actor = 'contact:' || contact.id
			left join secure_link on page.actor = 'link:' || secure_link.id
			left join contact as holder on holder.id = secure_link.contact_id
			left join customer on customer.id = page.customer_id
			left join contract on contract.id = page.contract_id
			left join invoice on page.subject_kind = 'invoice' and invoice.id = page.subject_id
			left join payment on page.subject_kind = 'payment' and payment.id = page.subject_id
		order by page.id desc`
	return rows.map(({ state, ...row }) => ({ ...row, facts: seenFacts(scope, { ...row, state }) }))
}
