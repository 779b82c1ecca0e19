import type { Scope } from '../act.ts'
import type { Reader } from '../customer/readers.ts'
import { permit } from '../permit.ts'

/** What the letter and the chat message about a mention say. */
export type MentionFacts = {
	contractId: string
	contractNumber: string
	customerName: string
	authorName: string
	text: string
	/** Null where they have no address. */
	reader: Reader | null
}

/** Null where the colleague has left, or has seen it meanwhile. */
export async function findMention(
	scope: Scope,
	{ remarkId, userId }: { remarkId: string; userId: string },
): Promise<MentionFacts | null> {
	permit(scope, 'staff.write')
	const [facts] = await scope.sql<MentionFacts[]>`
		select remark.contract_id as "contractId", contract.number as "contractNumber", customer.name as "customerName",
			remark.author_name as "authorName", remark.text,
			case when staff_user.email <> '' then jsonb_build_object('contactId', null, 'name', staff_user.name,
				'email', staff_user.email, 'language', staff_user.language) end as reader
		from contract_remark_mention as mention join contract_remark as remark on remark.id = mention.remark_id
			join contract on contract.id = remark.contract_id join customer on customer.id = contract.customer_id
			join staff_user on staff_user.id = mention.user_id
		where mention.remark_id = ${remarkId} and mention.user_id = ${userId} and seen_at is null and left_at is null`
	return facts ?? null
}
