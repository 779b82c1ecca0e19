import type { Actor, Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { isOfCustomer, type MessageSubject } from './write.ts'

/** Under whom it is kept how far somebody has read: a link's contact is the same person with and without it. */
export function readerOf(actor: Actor): { kind: 'staff' | 'contact' | 'link'; id: string } | undefined {
	switch (actor.kind) {
		case 'staff':
			return { kind: 'staff', id: actor.userId }
		case 'contact':
			return { kind: 'contact', id: actor.contactId }
		case 'link':
			return actor.contactId ? { kind: 'contact', id: actor.contactId } : { kind: 'link', id: actor.linkId }
		case 'system':
			return undefined
	}
}

/** Condition on `message`: written by the other side, and later than how far the actor has read. */
export function unreadBy(scope: Pick<Scope, 'sql' | 'actor'>) {
	const { sql, actor } = scope
	const reader = readerOf(actor)
	if (!reader) return sql`false`
	const ofOthers = isOfCustomer(scope)
		? sql`message.author_kind not in ('contact', 'link')`
		: sql`message.author_kind in ('contact', 'link')`
	return sql`(${ofOthers} and message.id > coalesce((
		select mark.message_id from message_read as mark
		where mark.subject_id = message.subject_id and mark.subject_kind = message.subject_kind
			and mark.reader_kind = ${reader.kind} and mark.reader_id = ${reader.id}
	), '00000000-0000-0000-0000-000000000000'))`
}

export type MarkRead = { subject: MessageSubject; customerId: string; messageId: string }

/**
 * The actor has read a conversation up to a message. Only ever forward; a customer's pages say what is unread, so that
 * is an event of theirs. Whoever asks must have read the subject before.
 */
export async function markRead(scope: Scope, { subject, customerId, messageId }: MarkRead): Promise<void> {
	permit(scope, 'message.read')
	const reader = readerOf(scope.actor)
	if (!reader) return
	const { sql } = scope
	const marked = await sql`
		insert into message_read (subject_kind, subject_id, reader_kind, reader_id, message_id, read_at)
		select subject_kind, subject_id, ${reader.kind}, ${reader.id}, id, ${scope.now} from message
		where id = ${messageId} and subject_kind = ${subject.kind} and subject_id = ${subject.id} and customer_id = ${customerId}
		on conflict (subject_id, subject_kind, reader_kind, reader_id) do update
			set message_id = excluded.message_id, read_at = excluded.read_at
			where message_read.message_id < excluded.message_id`
	if (marked.count > 0 && isOfCustomer(scope))
		await emit(scope, { kind: 'message.read', subject, customerId, facts: { messageId } })
}
