import type { Scope } from '../act.ts'
import type { MessageSubject } from './write.ts'

/** A line of a conversation; `by` which side wrote it. */
export type FoundMessage = {
	id: string
	by: 'customer' | 'company'
	authorName: string
	text: string
	createdAt: Temporal.Instant
}

/** The conversation about a subject, oldest first. Whoever asks must have read the subject before. */
export async function findMessages(scope: Scope, { kind, id }: MessageSubject): Promise<FoundMessage[]> {
	const rows = await scope.sql<FoundMessage[]>`
		select id, case when author_kind in ('contact', 'link') then 'customer' else 'company' end as by,
			author_name as "authorName", "text", created_at as "createdAt"
		from message where subject_kind = ${kind} and subject_id = ${id} order by id limit 500`
	return [...rows]
}
