import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { listStaff } from '../staff/list.ts'
import { namedIn } from './named.ts'

export type WriteRemark = {
	contractId: string
	text: string
	/** Colleagues to tell beside those whom the text names. */
	tell?: readonly string[]
	/** Made once for what a person wrote: the same one is one remark. */
	key: string
}

export type WrittenRemark = { id: string; told: number }

/** A remark may be this long, in characters. */
export const longestRemark = 5000

/** More are not told of one remark: that is a circular, not a mention. */
export const mostTold = 20

/**
 * Says something about a contract to colleagues alone. Whoever is named, but the author, is told by mail and in their chats.
 * Refuses `not_found`, `message.empty`, `message.too_long`, `discussion.too_many`.
 */
export async function writeRemark(scope: Scope, input: WriteRemark): Promise<WrittenRemark> {
	permit(scope, 'discussion.write')
	const { sql, actor, now } = scope
	if (actor.kind !== 'staff') return refuse('not_permitted', { action: 'discussion.write' })
	const contract = await requireReached(scope, input.contractId)
	const text = input.text.trim()
	if (text === '') refuse('message.empty', {})
	if (text.length > longestRemark) refuse('message.too_long', { most: longestRemark })
	const told = await toldBy(scope, { ...input, text }, actor.userId)
	const [written] = await sql<{ id: string }[]>`
		insert into contract_remark (contract_id, author_id, author_name, text, created_at, key)
		select ${input.contractId}, id, name, ${text}, ${now}, ${input.key} from staff_user where id = ${actor.userId}
		on conflict (key) do nothing returning id`
	if (!written) return await findWritten(scope, input)
	await sql`
		insert into contract_remark_mention (remark_id, user_id) select ${written.id}, unnest(${told}::uuid[])`
	await queueEffects(
		scope,
		told.map((userId) => ({
			kind: 'mention' as const,
			key: `mention:${written.id}:${userId}`,
			payload: { remarkId: written.id, userId },
		})),
	)
	await emit(scope, {
		kind: 'discussion.written',
		subject: { kind: 'contract', id: input.contractId },
		...{ customerId: contract.customerId, contractId: input.contractId, facts: { remarkId: written.id } },
	})
	return { id: written.id, told: told.length }
}

async function requireReached(scope: Scope, id: string): Promise<{ customerId: string }> {
	const [contract] = await scope.sql<{ customerId: string }[]>`
		select customer_id as "customerId" from contract where id = ${id} and ${reach(scope).contract()}`
	return contract ?? refuse('not_found', { noun: 'contract' })
}

/** Members who are still there, without the author. */
async function toldBy(scope: Scope, { text, tell = [] }: WriteRemark, authorId: string): Promise<string[]> {
	const { users } = await listStaff(scope)
	const wanted = new Set([...namedIn(text, users).ids, ...tell])
	const told = users.filter(({ id }) => wanted.has(id) && id !== authorId).map(({ id }) => id)
	if (told.length > mostTold) refuse('discussion.too_many', { most: mostTold })
	return told
}

async function findWritten({ sql }: Scope, { contractId, key }: WriteRemark): Promise<WrittenRemark> {
	const [written] = await sql<WrittenRemark[]>`
		select id, (select count(*)::int from contract_remark_mention where remark_id = contract_remark.id) as told
		from contract_remark where key = ${key} and contract_id = ${contractId}`
	return written ?? refuse('changed_meanwhile', { noun: 'contract' })
}
