import type { Scope } from '../act.ts'
import { hiddenSomewhere } from '../field-right/rights.ts'
import { permit } from '../permit.ts'
import { unreadBy } from './read.ts'

export type ListConversations = {
	/** Those that wait for an answer, the longest waiting first; or all, the latest first. */
	show: 'waiting' | 'all'
	/** What `cursor` of the last one seen says. */
	after?: { at: string; id: string } | undefined
	limit: number
}

export type ListedConversation = {
	subject: { kind: 'contract' | 'quote'; id: string }
	number: string
	title: string
	customerId: string
	customerName: string
	/** Null: nobody. Empty where the actor may not see it. */
	ownerName: string | null
	lastText: string
	lastAuthor: string
	lastBy: 'customer' | 'company'
	lastAt: Temporal.Instant
	waitingSince: Temporal.Instant | null
	/** Messages of the customer's that the actor has not read. */
	unread: number
	cursor: { at: string; id: string }
}

/** Conversations for staff, about contracts and quotes. One more than `limit` is answered where there are more. */
export async function listConversations(scope: Scope, input: ListConversations): Promise<ListedConversation[]> {
	permit(scope, 'message.read')
	const { sql } = scope
	const { show, after, limit } = input
	const key = show === 'waiting' ? sql`waiting_since` : sql`last_message_id`
	const page =
		show === 'waiting'
			? sql`waiting_since is not null ${after ? sql`and (waiting_since, subject_id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
				order by waiting_since, subject_id`
			: sql`true ${after ? sql`and last_message_id < ${after.at}::uuid` : sql``} order by last_message_id desc`
	const hidden = hiddenSomewhere(scope, 'contract', 'owner') || hiddenSomewhere(scope, 'customer', 'owner')
	return await sql<ListedConversation[]>`
		with page as materialized (
			select *, row_number() over () as place from (
				select *, ${key}::text as at from conversation where ${page} limit ${limit + 1}
			) as ordered
		)
		select jsonb_build_object('kind', page.subject_kind, 'id', page.subject_id) as subject,
			coalesce(contract.number, quote.number) as number, coalesce(contract.title, quote.title) as title,
			page.customer_id as "customerId", customer.name as "customerName",
			${hidden ? sql`''` : sql`staff_user.name`} as "ownerName", left(last.text, 200) as "lastText", last.author_name as "lastAuthor",
			page.last_by as "lastBy", page.last_at as "lastAt", page.waiting_since as "waitingSince",
			(select count(*)::int from message
				where message.subject_kind = page.subject_kind and message.subject_id = page.subject_id and ${unreadBy(scope)}) as unread,
			jsonb_build_object('at', page.at, 'id', page.subject_id) as cursor
		from page join customer on customer.id = page.customer_id join message as last on last.id = page.last_message_id
			left join contract on page.subject_kind = 'contract' and contract.id = page.subject_id
			left join quote on page.subject_kind = 'quote' and quote.id = page.subject_id
			left join staff_user on staff_user.id = coalesce(contract.owner_id, quote.owner_id, customer.owner_id)
		order by page.place`
}
