import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { attach } from './attach.ts'
import type { NewAttachment } from './attachment.ts'
import { longestMessage } from './limits.ts'

export type MessageSubject = { kind: 'contract' | 'quote'; id: string }

/** The subject has been read by whoever asks, so that it is known to be reached. */
export type NewMessage = {
	subject: MessageSubject
	customerId: string
	contractId: string | null
	text: string
	attachments?: readonly NewAttachment[]
}

/**
 * Writes a line of a conversation in the actor's name, and keeps how the conversation stands. Refuses `message.empty`,
 * `message.too_long`, and what `attach` refuses.
 */
export async function writeMessage(scope: Scope, message: NewMessage): Promise<{ id: string }> {
	permit(scope, 'message.write')
	const text = message.text.trim()
	if (text === '') refuse('message.empty', {})
	if (text.length > longestMessage) refuse('message.too_long', { most: longestMessage })
	const { subject, customerId, contractId } = message
	// One after the other, so that their ids rise in the order in which they are seen.
	await scope.sql`select pg_advisory_xact_lock(hashtextextended(${subject.id}, 22))`
	const author = await authorOf(scope)
	const [written] = await scope.sql<{ id: string }[]>`
		insert into message (subject_kind, subject_id, customer_id, author_kind, author_id, author_name, "text", created_at)
		values (${subject.kind}, ${subject.id}, ${customerId}, ${scope.actor.kind}, ${author.id}, ${author.name}, ${text}, ${scope.now})
		returning id`
	if (!written) throw new Error('A message was not written')
	await attach(scope, written.id, message.attachments ?? [])
	await keepConversation(scope, message, written.id)
	await emit(scope, { kind: 'message.written', subject, customerId, contractId, facts: { messageId: written.id } })
	return written
}

export const isOfCustomer = ({ actor }: Pick<Scope, 'actor'>) => actor.kind === 'contact' || actor.kind === 'link'

async function keepConversation(scope: Scope, { subject, customerId, contractId }: NewMessage, messageId: string) {
	const by = isOfCustomer(scope) ? 'customer' : 'company'
	const waiting = by === 'customer' ? scope.now : null
	await scope.sql`
		insert into conversation (subject_kind, subject_id, customer_id, contract_id, last_message_id, last_at, last_by, waiting_since)
		values (${subject.kind}, ${subject.id}, ${customerId}, ${contractId}, ${messageId}, ${scope.now}, ${by}, ${waiting})
		on conflict (subject_kind, subject_id) do update set
			last_message_id = excluded.last_message_id, last_at = excluded.last_at, last_by = excluded.last_by,
			waiting_since = case when excluded.waiting_since is not null
				then coalesce(conversation.waiting_since, excluded.waiting_since) end`
}

async function authorOf({ sql, actor }: Scope): Promise<{ id: string | null; name: string }> {
	if (actor.kind === 'system') return { id: null, name: actor.name }
	const id = { staff: 'userId', contact: 'contactId', link: 'linkId' } as const
	const key = Reflect.get(actor, id[actor.kind]) as string
	const [found] = await {
		staff: () => sql<{ name: string }[]>`select name from staff_user where id = ${key}`,
		contact: () => sql<{ name: string }[]>`select name from contact where id = ${key}`,
		link: () => sql<{ name: string }[]>`
			select coalesce(contact.name, customer.name) as name from secure_link
				join customer on customer.id = secure_link.customer_id left join contact on contact.id = secure_link.contact_id
			where secure_link.id = ${key}`,
	}[actor.kind]()
	return { id: key, name: found?.name ?? '' }
}
