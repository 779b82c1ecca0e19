import type { Scope } from '../act.ts'
import { seenByActor } from '../contract/seen.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { FoundAttachment } from './attachment.ts'
import type { FoundMessage } from './find.ts'
import { unreadBy } from './read.ts'

export type FindConversation = {
	contractId: string
	/** Id of the earliest message seen: those before it are wanted. */
	before?: string | undefined
	limit: number
}

export type Conversation = {
	contract: { id: string; number: string; title: string; state: string; customerId: string; customerName: string }
	/** The latest, or those before `before`; newest last. */
	messages: (FoundMessage & { isNew: boolean; attachments: FoundAttachment[] })[]
	earlier: boolean
	waitingSince: Temporal.Instant | null
	lastMessageId: string | null
}

/** The conversation about a contract. Refuses `not_found`. */
export async function findConversation(scope: Scope, input: FindConversation): Promise<Conversation> {
	permit(scope, 'message.read')
	const { contractId, before, limit } = input
	const { sql } = scope
	const [found] = await sql<(Conversation['contract'] & Pick<Conversation, 'waitingSince' | 'lastMessageId'>)[]>`
		select contract.id, contract.number, contract.title, contract.state, contract.customer_id as "customerId",
			customer.name as "customerName", waiting_since as "waitingSince", last_message_id as "lastMessageId"
		from contract join customer on customer.id = contract.customer_id
			left join conversation on subject_kind = 'contract' and subject_id = contract.id
		where contract.id = ${contractId} and ${reach(scope).contract()} and ${seenByActor(scope)}`
	if (!found) refuse('not_found', { noun: 'contract' })
	const { waitingSince, lastMessageId, ...contract } = found
	const rows = await sql<Conversation['messages']>`
		select message.id, case when author_kind in ('contact', 'link') then 'customer' else 'company' end as by,
			author_name as "authorName", "text", created_at as "createdAt", ${unreadBy(scope)} as "isNew",
			coalesce((
				select jsonb_agg(jsonb_build_object('id', file.id, 'fileName', file_name, 'mediaType', media_type,
					'sizeBytes', size_bytes) order by position)
				from message_attachment as file where file.message_id = message.id
			), '[]') as attachments
		from message where subject_kind = 'contract' and subject_id = ${contractId}
			${before ? sql`and message.id < ${before}::uuid` : sql``}
		order by message.id desc limit ${limit + 1}`
	return {
		contract,
		messages: rows.slice(0, limit).reverse(),
		earlier: rows.length > limit,
		waitingSince,
		lastMessageId,
	}
}
