import type { Scope } from '../act.ts'
import type { RatingStage } from './stage.ts'

/** What is older than these days is not asked about any more. */
const recentDays = 7
/** A conversation has come to rest when nobody has written for so many hours. */
const restHours = 24

/**
 * What there is to ask about, as a query: `stage`, `customer_id`, `contract_id`, `contact_id` (null: anybody of the
 * customer), `subject_id` and `at`, the moment it happened.
 */
export function occasions(scope: Scope, stages: readonly RatingStage[]) {
	const { sql, now } = scope
	const since = now.subtract({ hours: 24 * recentDays })
	const rest = now.subtract({ hours: restHours })
	// An id says when its row was written by real time, whatever day a demo stands on, and has an index.
	const written = (id: string) => sql`${sql(id)} > (select uuidv7(make_interval(days => ${-recentDays - 1})))`
	return sql`
		select stage, customer_id, contract_id, contact_id, subject_id, at from (
			-- The first invoice of a contract with something to pay, once it is settled.
			select 'first_invoice_paid' as stage, first.customer_id, first.contract_id, null::uuid as contact_id,
				first.id as subject_id, settled.at
			from (
				select invoice_id, max(created_at) as at from allocation
				where ${written('allocation.id')} and created_at > ${since} group by invoice_id
			) as settled join invoice as first on first.id = settled.invoice_id
			where 'first_invoice_paid' = any(${[...stages]}::text[]) and first.kind = 'invoice' and first.state = 'issued'
				and first.contract_id is not null and first.total_minor > 0 and first.settled_minor = first.total_minor
				and not exists (
					select from invoice as earlier where earlier.contract_id = first.contract_id and earlier.kind = 'invoice'
						and earlier.state in ('issued', 'uncollectible') and earlier.total_minor > 0
						and (earlier.issued_on, earlier.id) < (first.issued_on, first.id))
			union all
			select 'renewed', contract.customer_id, contract.id, null, amendment.id, amendment.recorded_at
			from amendment join contract on contract.id = amendment.contract_id
			where 'renewed' = any(${[...stages]}::text[]) and amendment.kind = 'renewal'
				and ${written('amendment.id')} and amendment.recorded_at > ${since}
				and contract.state in ('active', 'paused') and contract.direction = 'receivable'
			union all
			-- Of a conversation that has come to rest: those who wrote.
			select 'conversation_answered', conversation.customer_id, conversation.contract_id, asked.contact_id,
				conversation.last_message_id, conversation.last_at
			from conversation cross join lateral (
				select distinct coalesce(secure_link.contact_id, case when author_kind = 'contact' then author_id end) as contact_id
				from message left join secure_link on author_kind = 'link' and secure_link.id = author_id
				where message.subject_kind = 'contract' and message.subject_id = conversation.subject_id
					and author_kind in ('contact', 'link') and message.created_at > conversation.last_at - interval '720 hours'
			) as asked
			where 'conversation_answered' = any(${[...stages]}::text[]) and conversation.subject_kind = 'contract'
				and ${written('conversation.last_message_id')} and conversation.last_by = 'company' and conversation.last_at between ${since} and ${rest}
				and asked.contact_id is not null
			union all
			-- A visit that was made, of whoever is of the customer.
			select 'visit_done', visit.customer_id, visit.contract_id, null, visit.id, visit.closed_at
			from care_visit as visit
			where 'visit_done' = any(${[...stages]}::text[]) and visit.state = 'done' and visit.closed_at > ${since}
		) as all_of_them`
}
