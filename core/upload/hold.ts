import { type Actor, act, type Books, expectOk, type Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import { fitsName, type NewAttachment } from '../message/attachment.ts'
import { refuse } from '../refusal.ts'
import { permitUpload, type UploadName, type UploadPlace } from './place.ts'

/**
 * Holds a file that is whole and in the store, until what it belongs to is written. It stays for a week after, so that a phone that
 * did not hear of it need not send it again. Refuses `not_found`, `message.file_type`.
 */
export async function holdUpload(scope: Scope, { place, key, file }: UploadName & { file: NewAttachment }) {
	permitUpload(scope, place)
	const { sql, now, actor } = scope
	const { fileName: name, mediaType, sha256 } = file
	if (!fitsName(mediaType, name)) refuse('message.file_type', { name })
	const held = await sql`
		update upload set media_type = ${mediaType}, sha256 = ${sha256}, last_at = ${now}
		where subject_kind = ${place.kind} and subject_id = ${place.id} and key = ${key} and received_bytes = size_bytes
			and sha256 is null and begun_by = ${nameActor(actor)}`
	if (held.count === 0) refuse('not_found', { noun: 'upload' })
	await sql`delete from upload_piece where subject_id = ${place.id} and key = ${key}`
}

/** Files of theirs that are held, in the order asked for. For verbs that have asked. Refuses `not_found` where one is not there. */
export async function readHeld(
	{ sql, actor }: Scope,
	place: UploadPlace,
	keys: readonly string[],
): Promise<NewAttachment[]> {
	if (keys.length === 0) return []
	const held = await sql<(NewAttachment & { key: string })[]>`
		select key, file_name as "fileName", media_type as "mediaType", size_bytes as "sizeBytes", sha256 from upload
		where subject_kind = ${place.kind} and subject_id = ${place.id} and key = any(${[...keys]}::uuid[]) and sha256 is not null
			and begun_by = ${nameActor(actor)}`
	return keys.map((key) => {
		const found = held.find((one) => one.key === key)
		if (!found) return refuse('not_found', { noun: 'upload' })
		const { key: _, ...file } = found
		return file
	})
}

const keeper: Actor = { kind: 'system', name: 'files' }
const keptDays = 7

/** Forgets files on their way that no phone has gone on with for a week. Answers how many. */
export async function sweepUploads(books: Books): Promise<number> {
	const swept = await act(
		books,
		keeper,
		async ({ sql, now }) =>
			(await sql`delete from upload where last_at < ${now.subtract({ hours: 24 * keptDays })}`).count,
		undefined,
	)
	return expectOk(swept)
}
