import type { Scope } from '../act.ts'
import type { AttachmentType } from '../message/attachment.ts'
import { permit } from '../permit.ts'

export type UnreadVersion = { sha256: string; mediaType: AttachmentType }

/** No more characters of a file are searched than these. */
export const longestContent = 200_000

/** The file of a version that nobody has read yet; undefined for one that is read. */
export async function findUnread(scope: Scope, { id }: { id: string }): Promise<UnreadVersion | undefined> {
	permit(scope, 'import.run')
	const [version] = await scope.sql<UnreadVersion[]>`
		select sha256, media_type as "mediaType" from document_version
		where id = ${id} and not exists (select from document_text where version_id = document_version.id)`
	return version
}

/** Keeps what a file says for the search, or why it could not be read; once. */
export async function keepText(
	scope: Scope,
	{ id, content, problem }: { id: string; content: string; problem: string | null },
): Promise<void> {
	permit(scope, 'import.run')
	const plain = content.replaceAll('\0', ' ').replace(/\s+/g, ' ').trim()
	// A pair of halves must not be cut: the database takes whole signs only.
	const kept = plain.slice(0, longestContent).toWellFormed()
	await scope.sql`
		insert into document_text (version_id, read_at, problem, content)
		values (${id}, ${scope.now}, ${problem}, ${problem ? '' : kept}) on conflict (version_id) do nothing`
}
