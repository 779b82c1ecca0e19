import type { Scope } from '../../act.ts'
import type { Digest } from '../digest.ts'
import type { Subject } from '../field.ts'

type Of = { subject: Subject; source: string }

/** What the last import from a source said of each key. */
export async function readSaid(
	{ sql }: Scope,
	{ subject, source }: Of,
	keys: readonly string[],
): Promise<Map<string, Digest>> {
	const rows = await sql<{ key: string; digest: Digest }[]>`
		select key, digest from import_said where subject = ${subject} and source = ${source} and key = any(${[...keys]}::text[])`
	return new Map(rows.map(({ key, digest }) => [key, digest]))
}

/** Keeps what is said now; null where nothing was said before. Of a line also which one it is: its key need not tell. */
export async function writeSaid(
	{ sql }: Scope,
	{ subject, source }: Of,
	said: readonly { key: string; digest: Digest | null; id: string }[],
): Promise<void> {
	const gone = said.flatMap(({ key, digest }) => (digest === null ? [key] : []))
	const kept = said.filter(({ digest }) => digest !== null)
	if (gone.length > 0)
		await sql`
			delete from import_said where subject = ${subject} and source = ${source} and key = any(${gone}::text[])`
	if (kept.length > 0)
		await sql`
			insert into import_said (subject, source, key, digest, subject_id)
			select ${subject}, ${source}, key, digest, ${subject === 'lines' ? sql`id` : sql`null::uuid`}
			from unnest(${kept.map(({ key }) => key)}::text[], ${kept.map(({ digest }) => digest)}::text[],
				${kept.map(({ id }) => id)}::uuid[]) as given (key, digest, id)
			on conflict (subject, source, key) do update set digest = excluded.digest, subject_id = excluded.subject_id`
}
