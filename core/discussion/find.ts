import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type Remark = {
	id: string
	authorName: string
	mine: boolean
	text: string
	createdAt: Temporal.Instant
	/** Names of those who were told. */
	told: string[]
	/** The actor was named in it and has not seen it yet. */
	isNew: boolean
}

export type Discussion = { remarks: Remark[]; earlier: boolean }

export type FindDiscussion = { contractId: string; before?: string | undefined; limit: number }

/** What colleagues said about a contract, in the order it was said; the latest, or those before one. Refuses `not_found`. */
export async function findDiscussion(scope: Scope, { contractId, before, limit }: FindDiscussion): Promise<Discussion> {
	permit(scope, 'discussion.read')
	const { sql, actor } = scope
	const userId = actor.kind === 'staff' ? actor.userId : null
	const [contract] = await sql`select from contract where id = ${contractId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	const rows = await sql<Remark[]>`
		select remark.id, author_name as "authorName", author_id is not distinct from ${userId}::uuid as mine, text,
			created_at as "createdAt",
			array(select staff_user.name from contract_remark_mention as mention join staff_user on staff_user.id = mention.user_id
				where mention.remark_id = remark.id order by staff_user.name collate people) as told,
			exists (select from contract_remark_mention as mention
				where mention.remark_id = remark.id and mention.user_id = ${userId}::uuid and seen_at is null) as "isNew"
		from contract_remark as remark
		where contract_id = ${contractId} ${before ? sql`and remark.id < ${before}` : sql``}
		order by remark.id desc limit ${limit + 1}`
	return { remarks: rows.slice(0, limit).reverse(), earlier: rows.length > limit }
}

/** In how many remarks about the contract the actor was named that they have not seen: part of a query on `contract`. */
export function unseenMentions({ sql, actor }: Pick<Scope, 'sql' | 'actor'>) {
	const userId = actor.kind === 'staff' ? actor.userId : null
	return sql`(select count(*)::int from contract_remark_mention as mention
		join contract_remark as remark on remark.id = mention.remark_id
		where mention.user_id = ${userId}::uuid and seen_at is null and remark.contract_id = contract.id)`
}

/** The actor has seen what they were named in about a contract. */
export async function markSeen(scope: Scope, { contractId }: { contractId: string }): Promise<void> {
	permit(scope, 'discussion.read')
	const { sql, actor, now } = scope
	if (actor.kind !== 'staff') return
	await sql`
		update contract_remark_mention as mention set seen_at = ${now} from contract_remark as remark
		where remark.id = mention.remark_id and remark.contract_id = ${contractId} and mention.user_id = ${actor.userId}
			and seen_at is null`
}
